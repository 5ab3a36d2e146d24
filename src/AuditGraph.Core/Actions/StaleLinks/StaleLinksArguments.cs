using AuditGraph.Core.Actions.Links;
using AuditGraph.Core.Actions.Parameters;
using AuditGraph.Core.Baselines;

namespace AuditGraph.Core.Actions.StaleLinks;

/// <summary>The arguments of <c>report.stale_links</c>.</summary>
/// <param name="MaxAgeDays">For how many days a link may lead nowhere before it is listed; null where all are.</param>
/// <param name="Links">Which links are followed, and what counts as led somewhere.</param>
/// <param name="Scan">What is looked at.</param>
internal sealed record StaleLinksArguments(long? MaxAgeDays, LinkQuestion Links, ScanRequest Scan)
{
    /// <summary>The state in which a link must have led nowhere already; null where all are listed.</summary>
    public BaselineRequest? Baseline { get; } = MaxAgeDays is { } days
        && SinceExpression.TryParse(FormattableString.Invariant($"{days}d"), out SinceExpression? since, out _)
            ? new BaselineRequest(since, Scan.Scope, Scan.AllowsFallback) { TakesSnapshotsAlone = true }
            : null;

    /// <summary>Reads complete and valid arguments.</summary>
    public static StaleLinksArguments Read(ValueMap<object?> arguments) => new(
        (long?)arguments.GetValueOrDefault(StaleLinksDescriptor.MaxAgeDays),
        LinkQuestion.Read(arguments),
        ScanParameters.Read(arguments));
}
