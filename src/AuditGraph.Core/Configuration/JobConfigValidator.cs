using AuditGraph.Core.Errors;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Configuration;

/// <summary>Understands a configuration: makes jobs of its syntax tree and reports everything that is wrong, in one pass.</summary>
internal sealed class JobConfigValidator
{
    private const long SupportedVersion = 1;

    private readonly JobConfigDocument document;
    private readonly IReadOnlyList<ActionDescriptor> actions;
    private readonly ValueReader values;
    private readonly string root;
    private readonly string? sha256;

    private JobConfigValidator(
        JobConfigDocument document, IReadOnlyList<ActionDescriptor> actions, string root, string? sha256)
    {
        this.document = document;
        this.actions = actions;
        this.root = root;
        this.sha256 = sha256;
        values = new ValueReader(document.Source, document.Diagnostics);
    }

    /// <summary>Validates a document; the findings go to its diagnostics.</summary>
    /// <param name="document">The document.</param>
    /// <param name="actions">The actions there are.</param>
    /// <param name="root">The workspace's root, as an absolute path.</param>
    /// <param name="sha256">The SHA-256 of the file's bytes, which the jobs are to carry, or null.</param>
    /// <returns>Every job of the file, in its order, also the faulty ones.</returns>
    public static IReadOnlyList<JobDraft> Validate(
        JobConfigDocument document, IReadOnlyList<ActionDescriptor> actions, string root, string? sha256) =>
        document.Root is null ? [] : new JobConfigValidator(document, actions, root, sha256).Validate();

    private List<JobDraft> Validate()
    {
        if (document.Root is not MappingNode mapping)
        {
            if (document.Root is not BrokenNode)
            {
                values.Diagnostics.Add(
                    ConfigurationErrors.RootInvalid, document.Root!.Span, DocumentPath.Root,
                    $"the document is {document.Root.Kind}; expected a mapping with the key '{JobKeys.Jobs}'");
            }

            return [];
        }

        values.RefuseUnknown(
            mapping, DocumentPath.Root, JobKeys.OfDocument, ConfigurationErrors.KeyUnknown, "a key of the document");
        CheckVersion(mapping);
        CheckSchemaKey(mapping);
        var reader = new JobReader(values, actions, ReadDefaults(mapping), root, document.Source.Path, sha256);
        if (mapping.Find(JobKeys.Jobs) is not { } entry)
        {
            if (mapping.IsComplete)
            {
                values.Diagnostics.Add(
                    ConfigurationErrors.JobsMissing, new SourceSpan(mapping.Span.Start, mapping.Span.Start), DocumentPath.Root,
                    $"the document has no '{JobKeys.Jobs}'; expected '{JobKeys.Jobs}:' with the jobs below it");
            }

            return [];
        }

        List<JobDraft> jobs = ReadJobs(entry, mapping.IsComplete, reader);
        JobRelations.CheckNeeds(jobs, mapping.IsComplete, values, document.Source);
        JobRelations.CheckOutputs(jobs, values, document.Source);
        return jobs;
    }

    private void CheckVersion(MappingNode mapping)
    {
        if (mapping.Find(JobKeys.Version) is not { } entry)
        {
            return;
        }

        bool isSupported = entry.Value is ScalarNode { Type: ScalarKind.Integer } number
            && CoreSchema.TryToInteger(number.Text, out long version) && version == SupportedVersion;
        if (!isSupported && entry.Value is not BrokenNode)
        {
            bool isQuoted = entry.Value is ScalarNode { Type: ScalarKind.Text, Text: "1" };
            SourceSpan span = entry.Value.Span.Length == 0 ? entry.Key.Span : entry.Value.Span;
            values.Diagnostics.Add(
                ConfigurationErrors.VersionUnsupported, span, DocumentPath.Root.Member(JobKeys.Version),
                $"'{JobKeys.Version}' is {entry.Value.Kind}; expected the whole number {SupportedVersion}",
                isQuoted ? "remove the quotes" : null,
                isQuoted ? new TextFix(span.Start, span.Length, "1") : null);
        }
    }

    private void CheckSchemaKey(MappingNode mapping)
    {
        if (mapping.Find(JobKeys.Schema) is { } entry)
        {
            values.Text(
                entry, entry.Value, DocumentPath.Root.Member(JobKeys.Schema), "the address of a JSON Schema",
                ConfigurationErrors.ValueKindWrong, _ => false);
        }
    }

    private JobDefaults ReadDefaults(MappingNode mapping)
    {
        DocumentPath path = DocumentPath.Root.Member(JobKeys.Defaults);
        if (mapping.Find(JobKeys.Defaults) is not { } entry || values.Mapping(entry, path) is not { } section)
        {
            return new JobDefaults();
        }

        values.RefuseUnknown(section, path, JobKeys.OfDefaults, ConfigurationErrors.KeyUnknown, $"a key of '{JobKeys.Defaults}'");
        var settings = new SettingsReader(values);
        var defaults = new JobDefaults();
        return new JobDefaults
        {
            Tags = settings.Tags(section, path) ?? defaults.Tags,
            Enabled = settings.Enabled(section, path) ?? defaults.Enabled,
            Timeout = settings.Timeout(section, path),
            Retries = settings.Retries(section, path) ?? defaults.Retries,
            Format = ReadDefaultFormat(section, path),
        };
    }

    private string? ReadDefaultFormat(MappingNode section, DocumentPath path)
    {
        DocumentPath place = path.Member(JobKeys.Output);
        if (section.Find(JobKeys.Output) is not { } entry || values.Mapping(entry, place) is not { } output)
        {
            return null;
        }

        values.RefuseUnknown(
            output, place, JobKeys.OfDefaultOutput, ConfigurationErrors.KeyUnknown, "a key of 'defaults.output'",
            key => key == JobKeys.Path ? "each job has a path of its own; give it under the job's 'output'" : null);
        var known = new List<string>();
        foreach (ActionDescriptor action in actions)
        {
            foreach (string format in action.Formats)
            {
                if (!known.Contains(format))
                {
                    known.Add(format);
                }
            }
        }

        return output.Find(JobKeys.Format) is { } formatEntry
            ? new OutputReader(values, new JobDefaults()).ReadFormatName(formatEntry, place.Member(JobKeys.Format), known)
            : null;
    }

    private List<JobDraft> ReadJobs(MappingEntry entry, bool isComplete, JobReader reader)
    {
        DocumentPath path = DocumentPath.Root.Member(JobKeys.Jobs);
        var jobs = new List<JobDraft>();
        switch (entry.Value)
        {
            case MappingNode mapping:
                foreach (MappingEntry job in mapping.Entries)
                {
                    if (job.IsRefused && !job.IsRepeated)
                    {
                        continue;
                    }

                    jobs.Add(ReadNamed(job, path, isComplete, reader));
                }

                break;
            case SequenceNode sequence:
                var names = new Dictionary<string, JobDraft>(StringComparer.OrdinalIgnoreCase);
                for (int index = 0; index < sequence.Items.Length; index++)
                {
                    ReadListed(sequence.Items[index], path.Item(index), reader, names, jobs);
                }

                break;
            case ScalarNode { Type: ScalarKind.Null }:
                break;
            default:
                values.ReportKind(
                    ConfigurationErrors.ValueKindWrong, entry, entry.Value, path, "a mapping of names to jobs, or a list of jobs");
                return jobs;
        }

        if (jobs.Count == 0 && isComplete && entry.Value is not MappingNode { Entries.Length: > 0 })
        {
            values.Diagnostics.Add(
                ConfigurationErrors.JobsEmpty, entry.Key.Span, path, $"'{JobKeys.Jobs}' defines no job");
        }

        return jobs;
    }

    private JobDraft ReadNamed(MappingEntry entry, DocumentPath jobs, bool isComplete, JobReader reader)
    {
        string name = entry.Key.Text;
        DocumentPath path = jobs.Member(name).Within(name);
        bool isValid = CheckName(entry.Key, path);
        var draft = new JobDraft
        {
            Name = isValid ? name : null,
            NameSpan = entry.Key.Span,
            Path = path,
            IsRepeated = entry.IsRefused,
        };
        switch (entry.Value)
        {
            case MappingNode mapping:
                reader.Read(draft, mapping, isListed: false);
                break;
            case ScalarNode { Type: ScalarKind.Null } when !isComplete:
                break;
            case ScalarNode { Type: ScalarKind.Null }:
                reader.Read(draft, null, isListed: false);
                break;
            default:
                values.ReportKind(ConfigurationErrors.ValueKindWrong, entry, entry.Value, path, "a mapping: the job");
                break;
        }

        return draft;
    }

    private void ReadListed(
        SyntaxNode item, DocumentPath place, JobReader reader, Dictionary<string, JobDraft> names, List<JobDraft> jobs)
    {
        if (item is not MappingNode mapping)
        {
            jobs.Add(new JobDraft { Name = null, NameSpan = item.Span, Path = place });
            if (item is not BrokenNode && !values.Diagnostics.IsClosed)
            {
                values.Diagnostics.Add(
                    ConfigurationErrors.ValueKindWrong, item.Span, place,
                    $"the item is {item.Kind}; expected a mapping: the job, with its '{JobKeys.Name}'");
            }

            return;
        }

        ScalarNode? nameNode = ReadListedName(mapping, place);
        DocumentPath path = place.Within(nameNode?.Text);
        bool isValid = nameNode is not null && CheckName(nameNode, path.Member(JobKeys.Name));
        JobDraft? earlier = isValid ? names.GetValueOrDefault(nameNode!.Text) : null;
        var draft = new JobDraft
        {
            Name = isValid ? nameNode!.Text : null,
            NameSpan = nameNode?.Span ?? StartOf(mapping),
            Path = path,
            IsRepeated = earlier is not null,
        };
        if (earlier is not null)
        {
            int line = document.Source.PositionOf(earlier.NameSpan.Start).Line;
            values.Diagnostics.Add(
                ConfigurationErrors.JobNameDuplicate, nameNode!.Span, path.Member(JobKeys.Name),
                earlier.Name == nameNode.Text
                    ? $"the name {OffendingText.Quote(nameNode.Text)} is already that of the job on line {line}"
                    : $"the name {OffendingText.Quote(nameNode.Text)} differs only in case from {OffendingText.Quote(earlier.Name!)} on line {line}");
        }
        else if (isValid)
        {
            names.Add(nameNode!.Text, draft);
        }

        reader.Read(draft, mapping, isListed: true);
        jobs.Add(draft);
    }

    private ScalarNode? ReadListedName(MappingNode mapping, DocumentPath place)
    {
        if (mapping.Find(JobKeys.Name) is { } entry && entry.Value is not ScalarNode { Type: ScalarKind.Null })
        {
            return values.Text(
                entry, entry.Value, place.Member(JobKeys.Name), "a name, which is text",
                ConfigurationErrors.ValueKindWrong, PlainName.IsValid);
        }

        if (mapping.IsComplete)
        {
            SourceSpan span = mapping.Find(JobKeys.Name)?.Key.Span ?? StartOf(mapping);
            values.Diagnostics.Add(
                ConfigurationErrors.JobNameMissing, span, place,
                $"the job has no name; expected '{JobKeys.Name}', {PlainName.Expected}");
        }

        return null;
    }

    private bool CheckName(ScalarNode node, DocumentPath path)
    {
        if (!PlainName.IsValid(node.Text))
        {
            values.Diagnostics.Add(
                ConfigurationErrors.JobNameInvalid, node.Span, path,
                $"{OffendingText.Quote(node.Text)} is not a job name; expected {PlainName.Expected}");
            return false;
        }

        if (node.IsPlain && node.Type is ScalarKind.Text)
        {
            values.HintAtOlderReading(node, path);
        }
        else if (node.IsPlain)
        {
            values.Diagnostics.Add(
                ConfigurationErrors.OlderYamlReading, node.Span, path,
                $"the job is called {OffendingText.Quote(node.Text)}; without quotes other programs read {node.Kind}",
                $"put it in quotes: \"{node.Text}\"",
                new TextFix(node.Span.Start, node.Span.Length, $"\"{node.Text}\""));
        }

        return true;
    }

    private static SourceSpan StartOf(MappingNode mapping) =>
        mapping.Entries.Length > 0
            ? mapping.Entries[0].Key.Span
            : mapping.Span;
}
