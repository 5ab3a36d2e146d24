using AuditGraph.Core.Actions.Parameters;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Actions.CheckRuns;

/// <summary>What is asked of the runs of a job.</summary>
/// <param name="Job">The job.</param>
/// <param name="Within">How long ago its last good run may have begun, as it is written.</param>
/// <param name="Worst">The worst verdict that will do; null where any will, and none.</param>
/// <param name="Severity">How much it weighs that it is not so.</param>
internal sealed record RunDemand(string Job, string Within, AuditVerdict? Worst, AuditSeverity Severity)
{
    /// <summary>Reads a demand that was validated.</summary>
    public static RunDemand Read(ValueMap<object?> demand) => new(
        (string)demand[RunKeys.Job]!,
        (string)demand[RunKeys.Within]!,
        (string)demand[RunKeys.Verdict]! is not RunKeys.Any and var word ? SeverityWords.VerdictOf(word) : null,
        CheckParameters.ReadSeverity(demand));

    /// <summary>The earliest moment at which a run may have begun that is recent enough.</summary>
    /// <param name="asOf">The moment that counts as now.</param>
    /// <exception cref="ArgumentException">The duration was not validated.</exception>
    public DateTimeOffset EarliestBefore(DateTimeOffset asOf) => DurationText.TryParse(Within, out TimeSpan duration)
        ? DurationText.Before(asOf, duration)
        : throw new ArgumentException($"'{Within}' is no duration.", nameof(asOf));
}
