using AuditGraph.Core.Actions;
using AuditGraph.Core.Reports;

namespace AuditGraph.Core.Runs;

/// <summary>How one attempt of a run ended.</summary>
/// <param name="StartedAt">When it started.</param>
/// <param name="Duration">How long it took, by a clock that nobody sets.</param>
/// <param name="AsOf">The moment that counted as now when the baseline was chosen.</param>
/// <param name="Result">What the action found; null where the attempt failed.</param>
/// <param name="Reports">The report in the form of each output of the job; null where the attempt failed.</param>
/// <param name="Data">The report as data; null where the attempt failed.</param>
/// <param name="Error">What ended the attempt; null where it went well.</param>
internal sealed record RunAttempt(
    DateTimeOffset StartedAt,
    TimeSpan Duration,
    DateTimeOffset AsOf,
    ActionResult? Result,
    IReadOnlyList<WrittenReport>? Reports,
    PackedReport? Data,
    AuditException? Error)
{
    /// <summary>The evidence that is kept of it, however it ended.</summary>
    public IReadOnlyList<PackedEvidence> Evidence { get; init; } = [];
}
