using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Syntax;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Configuration.Reading;

/// <summary>Understands a configuration: makes jobs of its syntax tree and reports everything that is wrong, in one pass.</summary>
internal sealed class JobConfigValidator
{
    private readonly ConfigDocument document;
    private readonly IReadOnlyList<ActionDescriptor> actions;
    private readonly ValueReader values;
    private readonly string root;
    private readonly string? sha256;
    private readonly Func<string, string?>? describeRun;

    private JobConfigValidator(
        ConfigDocument document, IReadOnlyList<ActionDescriptor> actions, string root, string? sha256, Func<string, string?>? describeRun)
    {
        this.document = document;
        this.actions = actions;
        this.root = root;
        this.sha256 = sha256;
        this.describeRun = describeRun;
        values = new ValueReader(document.Source, document.Diagnostics);
    }

    /// <summary>Validates a document; the findings go to its diagnostics.</summary>
    /// <param name="document">The document.</param>
    /// <param name="actions">The actions there are.</param>
    /// <param name="root">The workspace's root, as an absolute path.</param>
    /// <param name="sha256">The SHA-256 of the file's bytes, which the jobs are to carry, or null.</param>
    /// <param name="describeRun">Says why a run cannot be compared with, or null where it can; null where nobody asks.</param>
    /// <returns>Every job of the file, in its order, also the faulty ones.</returns>
    public static IReadOnlyList<JobDraft> Validate(
        ConfigDocument document,
        IReadOnlyList<ActionDescriptor> actions,
        string root,
        string? sha256,
        Func<string, string?>? describeRun) =>
        document.Root is null ? [] : new JobConfigValidator(document, actions, root, sha256, describeRun).Validate();

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
        DocumentKeys.Check(mapping, values);
        JobDefaults defaults = ReadDefaults(mapping);
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

        var reader = new JobReader(values, actions, defaults, root, document.Source.Path, sha256, describeRun);
        List<JobDraft> jobs = new JobListReader(values, document.Source, reader).Read(entry, mapping.IsComplete);
        JobRelations.CheckNames(jobs, mapping.IsComplete, values, document.Source);
        JobRelations.CheckOutputs(jobs, values, document.Source);
        return jobs;
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
            RetryDelay = settings.RetryDelay(section, path) ?? defaults.RetryDelay,
            RetryOn = settings.RetryOn(section, path) ?? defaults.RetryOn,
            AllowFailure = settings.AllowFailure(section, path) ?? defaults.AllowFailure,
            Reuse = settings.Reuse(section, path) ?? defaults.Reuse,
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
}
