using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Actions.Checks;

/// <summary>What a check found, and what it could not tell.</summary>
/// <param name="Rules">The rules that it went by, each once.</param>
/// <param name="Findings">What it found, in any order.</param>
internal sealed record CheckOutcome(IReadOnlyList<CheckRule> Rules, IReadOnlyList<CheckFinding> Findings)
{
    /// <summary>What it could not look at, and rules that had nothing to look at.</summary>
    public IReadOnlyList<CheckGap> Gaps { get; init; } = [];
}
