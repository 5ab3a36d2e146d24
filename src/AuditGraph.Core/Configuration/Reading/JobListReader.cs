using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Syntax;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Configuration.Reading;

/// <summary>Reads the section <c>jobs</c>: a mapping of names to jobs, or a list of jobs that carry their names.</summary>
/// <param name="values">Reads single values.</param>
/// <param name="source">The file.</param>
/// <param name="reader">Reads single jobs.</param>
internal sealed class JobListReader(ValueReader values, SourceText source, JobReader reader)
{
    /// <summary>Reads the jobs.</summary>
    /// <param name="entry">The key <c>jobs</c> with its value.</param>
    /// <param name="isComplete">Whether everything of the file was read, so that what is missing is missing indeed.</param>
    /// <returns>Every job, in the order of the file, also the faulty ones.</returns>
    public List<JobDraft> Read(MappingEntry entry, bool isComplete)
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

                    jobs.Add(ReadNamed(job, path, isComplete));
                }

                break;
            case SequenceNode sequence:
                var names = new Dictionary<string, JobDraft>(StringComparer.OrdinalIgnoreCase);
                for (int index = 0; index < sequence.Items.Length; index++)
                {
                    ReadListed(sequence.Items[index], path.Item(index), names, jobs);
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

    private JobDraft ReadNamed(MappingEntry entry, DocumentPath jobs, bool isComplete)
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
        SyntaxNode item, DocumentPath place, Dictionary<string, JobDraft> names, List<JobDraft> jobs)
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
            int line = source.PositionOf(earlier.NameSpan.Start).Line;
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
