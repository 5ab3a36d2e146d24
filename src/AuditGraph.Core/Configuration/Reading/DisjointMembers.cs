using System.Globalization;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Syntax;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Configuration.Reading;

/// <summary>Members of a mapping that are lists of numbers, none of which may stand in two of them.</summary>
internal static class DisjointMembers
{
    /// <summary>
    /// The members, of which those that are left out give up what of their defaults is given elsewhere. A number that is
    /// given twice is reported.
    /// </summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="mapping">What is given.</param>
    /// <param name="read">What was read of it, with the defaults.</param>
    /// <param name="path">The place of the mapping.</param>
    /// <param name="diagnostics">Takes the findings.</param>
    public static ValueMap<object?> Of(
        ActionParameter parameter,
        MappingNode mapping,
        ValueMap<object?> read,
        DocumentPath path,
        DiagnosticList diagnostics)
    {
        var owners = new Dictionary<long, string>();
        foreach (ActionParameter member in parameter.Members)
        {
            if (mapping.Find(member.Name) is not { } entry)
            {
                continue;
            }

            SyntaxNode[] nodes = entry.Value is SequenceNode sequence ? [.. sequence.Items] : [entry.Value];
            foreach (long number in NumbersOf(read, member).Where(number => !owners.TryAdd(number, member.Name)))
            {
                diagnostics.Add(
                    ConfigurationErrors.ArgumentValueInvalid,
                    SpanOf(nodes, number) ?? entry.Value.Span,
                    path.Member(member.Name),
                    string.Create(CultureInfo.InvariantCulture, $"{number} is already in '{owners[number]}'; expected it once"));
            }
        }

        return new(read
            .Select(member => mapping.Find(member.Key) is null && member.Value is ValueList<long> standard
                ? KeyValuePair.Create(member.Key, (object?)standard.Where(number => !owners.ContainsKey(number)).ToValueList())
                : member)
            .Where(member => member.Value is not ValueList<long> { Count: 0 }));
    }

    private static IEnumerable<long> NumbersOf(ValueMap<object?> read, ActionParameter member) =>
        read.GetValueOrDefault(member.Name) as ValueList<long> ?? [];

    // The last one of the value, which is the one too many where a list has it twice.
    private static SourceSpan? SpanOf(SyntaxNode[] nodes, long number) =>
        nodes.OfType<ScalarNode>()
            .LastOrDefault(node => CoreSchema.TryToInteger(node.Text, out long value) && value == number)
            ?.Span;
}
