using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Syntax;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Configuration.Reading;

/// <summary>Reads values of the kind that is meant, and reports those of another kind.</summary>
/// <param name="source">The file.</param>
/// <param name="diagnostics">Takes the findings.</param>
internal sealed class ValueReader(SourceText source, DiagnosticList diagnostics)
{
    private readonly TextSet seen = new();

    /// <summary>Where the findings go.</summary>
    public DiagnosticList Diagnostics { get; } = diagnostics;

    /// <summary>Reads a mapping; null, without a finding, where nothing follows the key.</summary>
    public MappingNode? Mapping(MappingEntry entry, DocumentPath path)
    {
        if (entry.Value is MappingNode mapping)
        {
            return mapping;
        }

        if (entry.Value is not (BrokenNode or ScalarNode { Type: ScalarKind.Null }))
        {
            ReportKind(ConfigurationErrors.ValueKindWrong, entry, entry.Value, path, "a mapping");
        }

        return null;
    }

    /// <summary>Reads a text.</summary>
    /// <param name="entry">The key and its value.</param>
    /// <param name="value">The value, or an item of it.</param>
    /// <param name="path">The place of the value.</param>
    /// <param name="expected">What is expected, such as <c>a text</c>.</param>
    /// <param name="rule">The catalogue's entry for a value of another kind.</param>
    /// <param name="accepts">Whether a text is one that may stand here, which tells whether quoting the value cures it.</param>
    /// <param name="isTimeMeant">Whether the text may be a moment, so that a date in it is no trap.</param>
    public ScalarNode? Text(
        MappingEntry entry,
        SyntaxNode value,
        DocumentPath path,
        string expected,
        AuditErrorDescriptor rule,
        Func<string, bool> accepts,
        bool isTimeMeant = false)
    {
        if (value is ScalarNode { Type: ScalarKind.Text } text)
        {
            // A value that is refused anyway needs no second finding.
            if (accepts(text.Text))
            {
                HintAtOlderReading(text, path, isTimeMeant);
            }

            return text;
        }

        if (value is ScalarNode { Type: not ScalarKind.Null } other)
        {
            bool isCured = other.IsPlain && accepts(other.Text);
            string? older = other.IsPlain ? OlderYaml.DifferentReading(other.Text) : null;
            Diagnostics.Add(
                rule, other.Span, path,
                $"{OffendingText.Quote(entry.Key.Text)} is {other.Kind}{(older is null ? "" : $" ({older} in YAML 1.1)")}; expected {expected}",
                isCured ? $"put it in quotes: {Quoted(other.Text)}" : null,
                isCured ? new TextFix(other.Span.Start, other.Span.Length, Quoted(other.Text)) : null);
            return null;
        }

        ReportKind(rule, entry, value, path, expected);
        return null;
    }

    /// <summary>Reads a list of texts, or one text that stands for a list of one. Nothing after the key is an empty list.</summary>
    /// <returns>The texts that could be read; null where the value is no list.</returns>
    public List<TextItem>? Texts(
        MappingEntry entry, DocumentPath path, string expected, AuditErrorDescriptor rule, Func<string, bool> accepts)
    {
        var texts = new List<TextItem>();
        switch (entry.Value)
        {
            case BrokenNode:
                return null;
            case ScalarNode { Type: ScalarKind.Null }:
                return texts;
            case SequenceNode sequence:
                for (int index = 0; index < sequence.Items.Length; index++)
                {
                    DocumentPath itemPath = path.Item(index);
                    if (Text(entry, sequence.Items[index], itemPath, expected, rule, accepts) is { } item)
                    {
                        texts.Add(new TextItem(item, itemPath));
                    }
                }

                return texts;
            case ScalarNode single:
                if (Text(entry, single, path, expected, rule, accepts) is not { } only)
                {
                    return null;
                }

                texts.Add(new TextItem(only, path));
                return texts;
            default:
                ReportKind(rule, entry, entry.Value, path, $"a list, each item {expected}");
                return null;
        }
    }

    /// <summary>Reads true or false.</summary>
    public bool? Boolean(MappingEntry entry, DocumentPath path, AuditErrorDescriptor rule)
    {
        if (entry.Value is ScalarNode { Type: ScalarKind.Boolean } boolean)
        {
            return CoreSchema.ToBoolean(boolean.Text);
        }

        bool? meant = entry.Value is ScalarNode { Type: ScalarKind.Text } text ? MeantBoolean(text.Text) : null;
        if (meant is null)
        {
            ReportKind(rule, entry, entry.Value, path, "true or false");
        }
        else
        {
            string word = meant.Value ? "true" : "false";
            Diagnostics.Add(
                rule, entry.Value.Span, path,
                $"{OffendingText.Quote(entry.Key.Text)} is {entry.Value.Kind}; expected true or false",
                $"did you mean {word}?",
                new TextFix(entry.Value.Span.Start, entry.Value.Span.Length, word));
        }

        return null;
    }

    /// <summary>Reads a whole number.</summary>
    public long? WholeNumber(MappingEntry entry, DocumentPath path, string expected, AuditErrorDescriptor rule)
    {
        if (entry.Value is ScalarNode { Type: ScalarKind.Integer } number)
        {
            if (number.IsPlain && OlderYaml.DifferentReading(number.Text) is { } older)
            {
                Diagnostics.Add(
                    ConfigurationErrors.OlderYamlReading, number.Span, path,
                    $"{OffendingText.Quote(number.Text)} is read as YAML 1.2 reads it; YAML 1.1 reads {older}",
                    CoreSchema.TryToInteger(number.Text, out long plain)
                        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"write {plain}") : null);
            }

            if (CoreSchema.TryToInteger(number.Text, out long value))
            {
                return value;
            }
        }

        ReportKind(rule, entry, entry.Value, path, expected);
        return null;
    }

    /// <summary>Reads a duration, as it is written.</summary>
    /// <param name="entry">The key and its value.</param>
    /// <param name="path">The place of the value.</param>
    /// <param name="kindRule">The catalogue's entry for a value that is no text.</param>
    /// <param name="rule">The catalogue's entry for a text that is no duration.</param>
    public string? Duration(
        MappingEntry entry, DocumentPath path, AuditErrorDescriptor kindRule, AuditErrorDescriptor rule)
    {
        const string expected = "a duration: " + DurationText.Expected;
        ScalarNode? node = Text(
            entry, entry.Value, path, expected, kindRule, text => DurationText.TryParse(text, out _));
        if (node is null || DurationText.TryParse(node.Text, out _))
        {
            return node?.Text;
        }

        string? meant = DurationWords.Meant(node.Text);
        Diagnostics.Add(
            rule,
            node.Span,
            path,
            $"{OffendingText.Quote(node.Text)} is not a duration; expected {DurationText.Expected}",
            meant is null ? null : $"did you mean '{meant}'?",
            meant is null ? null : Rewrite(node, meant));
        return null;
    }

    /// <summary>Reports a value of another kind than is meant; nothing where the value could not be read at all.</summary>
    public void ReportKind(AuditErrorDescriptor rule, MappingEntry entry, SyntaxNode value, DocumentPath path, string expected)
    {
        if (value is not BrokenNode && !Diagnostics.IsClosed)
        {
            Diagnostics.Add(
                rule, value.Span.Length == 0 ? entry.Key.Span : value.Span, path,
                $"{OffendingText.Quote(entry.Key.Text)} is {value.Kind}; expected {expected}");
        }
    }

    /// <summary>Reads a list of texts none of which may be there twice; null where the key is left out.</summary>
    /// <param name="mapping">What has the list.</param>
    /// <param name="path">Its place.</param>
    /// <param name="key">The list's key.</param>
    /// <param name="expected">What an item is.</param>
    /// <param name="accepts">Whether a text is one.</param>
    /// <param name="reportInvalid">Reports an item that is not, and its place.</param>
    public ValueList<string>? DistinctTexts(
        MappingNode mapping,
        DocumentPath path,
        string key,
        string expected,
        Func<string, bool> accepts,
        Action<ScalarNode, DocumentPath> reportInvalid)
    {
        if (mapping.Find(key) is not { } entry)
        {
            return null;
        }

        var texts = new List<string>();
        seen.Clear();
        foreach ((ScalarNode node, DocumentPath place) in Texts(
            entry, path.Member(key), expected, ConfigurationErrors.ValueKindWrong, accepts) ?? [])
        {
            if (!accepts(node.Text))
            {
                reportInvalid(node, place);
            }
            else if (seen.Add(node.Text))
            {
                texts.Add(node.Text);
            }
            else
            {
                ReportRepeated(node, place);
            }
        }

        return texts.ToValueList();
    }

    /// <summary>Reports an item that a list has already.</summary>
    public void ReportRepeated(ScalarNode node, DocumentPath path) =>
        Diagnostics.Add(
            ConfigurationErrors.ItemRepeated, node.Span, path,
            $"{OffendingText.Quote(node.Text)} is already in this list; the second has no effect");

    /// <summary>Hints at a text without quotes that YAML 1.1 reads differently.</summary>
    public void HintAtOlderReading(ScalarNode text, DocumentPath path, bool isTimeMeant = false)
    {
        if (text.IsPlain && OlderYaml.DifferentReading(text.Text, isTimeMeant) is { } older)
        {
            Diagnostics.Add(
                ConfigurationErrors.OlderYamlReading, text.Span, path,
                $"{OffendingText.Quote(text.Text)} is read as text; YAML 1.1 reads {older}",
                $"put it in quotes: {Quoted(text.Text)}",
                new TextFix(text.Span.Start, text.Span.Length, Quoted(text.Text)));
        }
    }

    /// <summary>
    /// Reports keys without a meaning, each with the nearest that has one. From then on the key is taken for that one,
    /// so that what stands below it is looked at too, and not called missing.
    /// </summary>
    /// <param name="mapping">The mapping.</param>
    /// <param name="path">Its place.</param>
    /// <param name="known">The keys that have a meaning.</param>
    /// <param name="rule">The catalogue's entry for an unknown key.</param>
    /// <param name="what">What the key is and where, such as <c>a key of 'output'</c>.</param>
    /// <param name="elsewhere">Says where a key belongs that has its meaning at another place; null for most.</param>
    public void RefuseUnknown(
        MappingNode mapping,
        DocumentPath path,
        IReadOnlyList<string> known,
        AuditErrorDescriptor rule,
        string what,
        Func<string, string?>? elsewhere = null)
    {
        for (int index = 0; index < mapping.Entries.Length; index++)
        {
            MappingEntry entry = mapping.Entries[index];
            string key = entry.Key.Text;
            if (entry.IsRefused || Diagnostics.IsClosed || known.Holds(key))
            {
                continue;
            }

            string expected = known.Count == 0 ? "there are none" : $"expected one of {string.Join(", ", known)}";
            string message = $"{OffendingText.Quote(key)} is not {what}; {expected}";
            string? nearest = Diagnostics.IsFull ? null : NearestName.Find(key, known);
            string? place = nearest is null ? elsewhere?.Invoke(key) : null;
            if (nearest is null)
            {
                Diagnostics.Add(rule, entry.Key.Span, path.Member(key), message, place);
            }
            else
            {
                bool isFree = mapping.Find(nearest) is null;
                Diagnostics.Add(
                    rule, entry.Key.Span, path.Member(key), message, $"did you mean '{nearest}'?", isFree ? Rewrite(entry.Key, nearest) : null);
                if (isFree)
                {
                    mapping.Entries[index] = entry with { Key = entry.Key.Renamed(nearest) };
                }
            }
        }
    }

    /// <summary>A fix that writes another name in a scalar's place, with the same quotes.</summary>
    public TextFix? Rewrite(ScalarNode node, string name)
    {
        if (node.Span.Length == 0)
        {
            return null;
        }

        char first = source.Text[node.Span.Start];
        return first switch
        {
            '"' => new TextFix(node.Span.Start, node.Span.Length, Quoted(name)),
            '\'' => new TextFix(node.Span.Start, node.Span.Length, $"{first}{name}{first}"),
            '|' or '>' => null,
            _ => new TextFix(node.Span.Start, node.Span.Length, name),
        };
    }

    /// <summary>
    /// A fix that writes several texts in the place of one, as a list or as items of the list that the one stands in. Null where
    /// an item takes several lines.
    /// </summary>
    public TextFix? RewriteAsItems(MappingEntry entry, ScalarNode node, string[] texts)
    {
        string items = string.Join(", ", texts.Select(Quoted));
        return node.Span.Length == 0 || source.Text[node.Span.Start] is '|' or '>' ? null
            : ReferenceEquals(entry.Value, node) ? new TextFix(node.Span.Start, node.Span.Length, $"[{items}]")
            : source.Text[entry.Value.Span.Start] == '[' ? new TextFix(node.Span.Start, node.Span.Length, items)
            : DashBefore(node) is { } dash ? new TextFix(node.Span.Start, node.Span.Length, string.Join(dash, texts.Select(Quoted)))
            : null;
    }

    // The line break and what stands before an item that has its line of a block list for itself, such as "\n  - "; null elsewhere.
    private string? DashBefore(ScalarNode node)
    {
        ReadOnlySpan<char> before = source.Text.AsSpan(0, node.Span.Start);
        int start = before.LastIndexOf('\n') + 1;
        ReadOnlySpan<char> margin = before[start..];
        bool isItem = margin.Trim(' ') is "-" && !source.Text.AsSpan(node.Span.Start, node.Span.Length).Contains('\n');
        return isItem ? (before[..start].EndsWith("\r\n") ? "\r\n" : "\n") + margin.ToString() : null;
    }

    private static bool? MeantBoolean(string text) => text switch
    {
        "y" or "Y" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" or "true" or "True" or "TRUE" => true,
        "n" or "N" or "no" or "No" or "NO" or "off" or "Off" or "OFF" or "false" or "False" or "FALSE" => false,
        _ => null,
    };

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
