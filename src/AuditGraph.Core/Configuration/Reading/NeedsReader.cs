using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Syntax;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Configuration.Reading;

/// <summary>
/// Reads <c>needs</c>: names, or mappings of a <c>job</c> with <c>when</c> and <c>accept</c>; one of either may stand for
/// a list of one.
/// </summary>
/// <param name="values">Reads single values.</param>
internal sealed class NeedsReader(ValueReader values)
{
    private const string Expected = "the name of a job, or a mapping with its name as 'job'";

    private const string AcceptsFail = "fail";

    private readonly TextSet seen = new();

    /// <summary>What <c>when</c> may say, in the order of <see cref="AuditNeedCondition"/>.</summary>
    public static string[] Conditions { get; } = ["ok", "done", "always"];

    /// <summary>What <c>accept</c> may say.</summary>
    public static string[] Accepted { get; } = [AcceptsFail];

    /// <summary>Reads the items that can be read; none where the key is left out.</summary>
    public List<NeedItem> Read(MappingNode mapping, DocumentPath path)
    {
        var needs = new List<NeedItem>();
        if (mapping.Find(JobKeys.Needs) is not { } entry)
        {
            return needs;
        }

        DocumentPath place = path.Member(JobKeys.Needs);
        seen.Clear();
        switch (entry.Value)
        {
            case BrokenNode or ScalarNode { Type: ScalarKind.Null }:
                break;
            case SequenceNode sequence:
                for (int index = 0; index < sequence.Items.Length; index++)
                {
                    Add(needs, entry, sequence.Items[index], place.Item(index));
                }

                break;
            default:
                Add(needs, entry, entry.Value, place);
                break;
        }

        return needs;
    }

    private void Add(List<NeedItem> needs, MappingEntry entry, SyntaxNode value, DocumentPath path)
    {
        NeedItem? need = value is MappingNode mapping ? ReadMapping(entry, mapping, path) : ReadName(entry, value, path);
        if (need is null)
        {
            return;
        }

        if (seen.Add(need.Node.Text))
        {
            needs.Add(need);
        }
        else
        {
            values.ReportRepeated(need.Node, need.Path);
        }
    }

    private NeedItem? ReadName(MappingEntry entry, SyntaxNode value, DocumentPath path) =>
        values.Text(entry, value, path, Expected, ConfigurationErrors.ValueKindWrong, PlainName.IsValid) is { } name
            ? new NeedItem(name, path)
            : null;

    private NeedItem? ReadMapping(MappingEntry entry, MappingNode mapping, DocumentPath path)
    {
        values.RefuseUnknown(
            mapping, path, JobKeys.OfNeed, ConfigurationErrors.KeyUnknown, $"a key of an item of '{JobKeys.Needs}'");
        AuditNeedCondition when = (AuditNeedCondition)Math.Max(0, ReadChoice(mapping, path, JobKeys.When, Conditions));
        bool acceptsFail = ReadChoice(mapping, path, JobKeys.Accept, Accepted) == 0;
        if (mapping.Find(JobKeys.Job) is not { } job)
        {
            if (mapping.IsComplete && !values.Diagnostics.IsClosed)
            {
                values.Diagnostics.Add(
                    ConfigurationErrors.NeedInvalid, mapping.Entries.Length > 0 ? mapping.Entries[0].Key.Span : entry.Key.Span, path,
                    $"the item of '{JobKeys.Needs}' names no job; expected '{JobKeys.Job}:' with its name");
            }

            return null;
        }

        DocumentPath place = path.Member(JobKeys.Job);
        return values.Text(job, job.Value, place, "the name of a job", ConfigurationErrors.ValueKindWrong, PlainName.IsValid) is { } name
            ? new NeedItem(name, place, when, acceptsFail)
            : null;
    }

    // The position of the choice, or -1 where none is made or it is not one.
    private int ReadChoice(MappingNode mapping, DocumentPath path, string key, string[] choices)
    {
        if (mapping.Find(key) is not { } entry)
        {
            return -1;
        }

        string expected = choices.Length == 1 ? choices[0] : $"one of {string.Join(", ", choices)}";
        DocumentPath place = path.Member(key);
        ScalarNode? node = values.Text(entry, entry.Value, place, expected, ConfigurationErrors.ValueKindWrong, choices.Holds);
        int index = node is null ? -1 : Array.IndexOf(choices, node.Text);
        if (node is not null && index < 0)
        {
            string? nearest = NearestName.Find(node.Text, choices);
            values.Diagnostics.Add(
                ConfigurationErrors.NeedInvalid, node.Span, place,
                $"{OffendingText.Quote(node.Text)} is not what '{key}' knows; expected {expected}",
                nearest is null ? null : $"did you mean '{nearest}'?",
                nearest is null ? null : values.Rewrite(node, nearest));
        }

        return index;
    }
}
