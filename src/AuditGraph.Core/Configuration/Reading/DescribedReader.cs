using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Syntax;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Configuration.Reading;

/// <summary>Understands any configuration file by its description, and reports everything that is wrong, in one pass.</summary>
/// <param name="source">The file.</param>
/// <param name="diagnostics">Takes the findings.</param>
internal sealed class DescribedReader(SourceText source, DiagnosticList diagnostics)
{
    private readonly ValueReader values = new(source, diagnostics);

    /// <summary>Reads a document.</summary>
    /// <param name="description">What the file may say.</param>
    /// <param name="document">What it says.</param>
    /// <param name="today">The day, in UTC.</param>
    public ConfigSection Read(FileDescription description, ConfigDocument document, DateOnly today)
    {
        if (document.Root is not MappingNode mapping)
        {
            if (document.Root is not (null or BrokenNode))
            {
                diagnostics.Add(
                    ConfigurationErrors.RootInvalid, document.Root.Span, DocumentPath.Root,
                    $"the document is {document.Root.Kind}; expected a mapping with {NamesOf(description.Content)}");
            }

            return ConfigSection.Empty;
        }

        DocumentKeys.Check(mapping, values);
        SectionValue content = description.Content;
        ConfigSection file = ReadSection(content, mapping, DocumentPath.Root, [JobKeys.Version, JobKeys.Schema], "a key of the document", key => PlaceOf(key, content, ""));
        description.Check?.Invoke(file, values, today);
        return file;
    }

    private ConfigSection ReadSection(
        SectionValue section, MappingNode mapping, DocumentPath path, string[] more, string what, Func<string, string?> elsewhere)
    {
        values.RefuseUnknown(
            mapping, path, [.. section.Keys.Select(key => key.Name), .. more], ConfigurationErrors.KeyUnknown, what, elsewhere);
        var read = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (KeyDescription key in section.Keys)
        {
            if (mapping.Find(key.Name) is { } entry)
            {
                read[key.Name] = ReadValue(key, entry, path.Member(key.Name), elsewhere);
            }
            else if (key.Required && mapping.IsComplete)
            {
                diagnostics.Add(
                    ConfigurationErrors.KeyMissing, mapping.Entries.Length > 0 ? mapping.Entries[0].Key.Span : mapping.Span, path,
                    $"'{key.Name}' is missing; expected {Expected(key.Value)}");
            }
        }

        CheckTogether(section, mapping, path);
        return new ConfigSection(read, mapping, path);
    }

    /// <summary>Tells of keys that exclude or need each other.</summary>
    private void CheckTogether(SectionValue section, MappingNode mapping, DocumentPath path)
    {
        MappingEntry[] rivals = [.. section.OneOf.Select(mapping.Find).OfType<MappingEntry>()];
        if (section.OneOf.Length > 0 && (rivals.Length > 1 || (rivals.Length == 0 && mapping.IsComplete)))
        {
            string names = string.Join(" or ", section.OneOf.Select(name => $"'{name}'"));
            diagnostics.Add(
                ConfigurationErrors.KeysTogether,
                rivals.Length > 1 ? rivals[1].Key.Span : mapping.Entries.Length > 0 ? mapping.Entries[0].Key.Span : mapping.Span,
                path,
                rivals.Length > 1
                    ? $"'{rivals[0].Key.Text}' and '{rivals[1].Key.Text}' exclude each other; expected {names}"
                    : $"there is neither; expected {names}");
            return;
        }

        foreach (KeyDescription key in section.Keys)
        {
            if (key.Beside is { } other && mapping.Find(key.Name) is { } entry && mapping.Find(other) is null && mapping.IsComplete)
            {
                diagnostics.Add(
                    ConfigurationErrors.KeysTogether, entry.Key.Span, path.Member(key.Name),
                    $"'{key.Name}' means something only beside '{other}', which is not there");
            }
        }
    }

    private object? ReadValue(KeyDescription key, MappingEntry entry, DocumentPath path, Func<string, string?> elsewhere)
    {
        switch (key.Value)
        {
            case SwitchValue:
                return values.Boolean(entry, path, ConfigurationErrors.ValueKindWrong);
            case TextValue text:
                return ReadText(text, entry, path);
            case SectionValue section:
                return values.Mapping(entry, path) is { } mapping
                    ? ReadSection(section, mapping, path, [], $"a key of '{path}'", elsewhere)
                    : null;
            case SectionListValue list:
                return ReadList(list, entry, path, elsewhere);
            default:
                throw new InvalidOperationException($"There is no reader of {key.Value.GetType().Name}.");
        }
    }

    private object? ReadText(TextValue text, MappingEntry entry, DocumentPath path)
    {
        ScalarNode? node = values.Text(
            entry, entry.Value, path, text.Expected, ConfigurationErrors.ValueKindWrong, word => text.Parse(word) is not null, text.IsTime);
        if (node is null)
        {
            return null;
        }

        object? value = text.Parse(node.Text);
        if (value is null)
        {
            string? meant = DurationWords.Meant(node.Text) is { } duration && text.Parse(duration) is not null ? duration : null;
            diagnostics.Add(
                ConfigurationErrors.SettingInvalid, node.Span, path,
                $"'{entry.Key.Text}' is {OffendingText.Quote(node.Text)}; expected {text.Expected}",
                meant is null ? null : $"did you mean '{meant}'?",
                meant is null ? null : values.Rewrite(node, meant));
        }

        return value;
    }

    private List<ConfigSection>? ReadList(SectionListValue list, MappingEntry entry, DocumentPath path, Func<string, string?> elsewhere)
    {
        if (entry.Value is ScalarNode { Type: ScalarKind.Null })
        {
            return [];
        }

        if (entry.Value is not SequenceNode sequence)
        {
            values.ReportKind(ConfigurationErrors.ValueKindWrong, entry, entry.Value, path, $"a list, each item {Expected(list.Item)}");
            return null;
        }

        var sections = new List<ConfigSection>();
        for (int index = 0; index < sequence.Items.Length; index++)
        {
            SyntaxNode item = sequence.Items[index];
            DocumentPath place = path.Item(index);
            if (item is MappingNode mapping)
            {
                sections.Add(ReadSection(list.Item, mapping, place, [], $"a key of an item of '{path}'", elsewhere));
            }
            else if (item is not BrokenNode && !diagnostics.IsClosed)
            {
                diagnostics.Add(
                    ConfigurationErrors.ValueKindWrong, item.Span, place, $"the item is {item.Kind}; expected {Expected(list.Item)}");
            }
        }

        return sections;
    }

    private static string Expected(ValueDescription value) => value switch
    {
        SwitchValue => "true or false",
        TextValue text => text.Expected,
        SectionValue section => $"a mapping with {NamesOf(section)}",
        _ => "a list",
    };

    private static string NamesOf(SectionValue section) =>
        $"the {(section.Keys.Length == 1 ? "key" : "keys")} {string.Join(", ", section.Keys.Select(key => $"'{key.Name}'"))}";

    // A key that has its meaning in another section was not misspelt, but misplaced.
    private static string? PlaceOf(string name, SectionValue section, string path)
    {
        foreach (KeyDescription key in section.Keys)
        {
            string place = path.Length == 0 ? key.Name : $"{path}.{key.Name}";
            if (key.Name == name)
            {
                return path.Length == 0 ? $"'{name}' belongs at the top of the document" : $"'{name}' belongs under '{path}'";
            }

            SectionValue? below = key.Value as SectionValue ?? (key.Value as SectionListValue)?.Item;
            if (below is not null && PlaceOf(name, below, place) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
