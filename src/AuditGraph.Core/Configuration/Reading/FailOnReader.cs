using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Syntax;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Configuration.Reading;

/// <summary>Reads what a job must not find, by what its action says that it counts.</summary>
/// <param name="values">Reads single values.</param>
internal sealed class FailOnReader(ValueReader values)
{
    /// <summary>Reads <c>fail_on</c>.</summary>
    /// <param name="mapping">The job.</param>
    /// <param name="path">Its place.</param>
    /// <param name="action">Its action; null where that is not known.</param>
    public ValueList<string> Read(MappingNode mapping, DocumentPath path, ActionDescriptor? action)
    {
        ValueList<string>? known = action?.FailKinds;
        string expected = known is { Count: > 0 } ? $"one of {string.Join(", ", known)}" : "the name of a count";
        return values.DistinctTexts(
            mapping, path, JobKeys.FailOn, expected, text => known?.Holds(text) != false, (node, place) => Report(node, place, action!, known!)) ?? [];
    }

    /// <summary>Reads <c>fail_on_new</c>, which only a check can do.</summary>
    /// <param name="mapping">The job.</param>
    /// <param name="path">Its place.</param>
    /// <param name="action">Its action; null where that is not known.</param>
    public bool ReadNew(MappingNode mapping, DocumentPath path, ActionDescriptor? action)
    {
        if (mapping.Find(JobKeys.FailOnNew) is not { } entry)
        {
            return false;
        }

        DocumentPath place = path.Member(JobKeys.FailOnNew);
        bool? given = values.Boolean(entry, place, ConfigurationErrors.ValueKindWrong);
        if (given == true && action is { IsCheck: false })
        {
            values.Diagnostics.Add(
                ConfigurationErrors.FailOnInvalid, entry.Value.Span, place,
                $"{action.Type} is no check, so that there are no new findings to fail on",
                $"remove '{JobKeys.FailOnNew}'");
        }

        return given ?? false;
    }

    private void Report(ScalarNode node, DocumentPath path, ActionDescriptor action, ValueList<string> known)
    {
        string? nearest = NearestName.Find(node.Text, known);
        values.Diagnostics.Add(
            ConfigurationErrors.FailOnInvalid, node.Span, path,
            $"{OffendingText.Quote(node.Text)} is nothing that {action.Type} counts; {(known.Count == 0 ? "there is nothing that it can fail on" : $"expected one of {string.Join(", ", known)}")}",
            nearest is null ? null : $"did you mean '{nearest}'?",
            nearest is null ? null : values.Rewrite(node, nearest));
    }
}
