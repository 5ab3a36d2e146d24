using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Actions.RunCommand.Results;

/// <summary>What a program says that it found.</summary>
/// <param name="Rules">The rules that it names, and those of what it found, each once.</param>
/// <param name="Findings">What it found, in its order.</param>
/// <param name="Gaps">What it could not look at or decide.</param>
/// <param name="Suppressed">How many findings it told of that somebody has set aside in the program's own way.</param>
internal sealed record CommandFindings(
    IReadOnlyList<CheckRule> Rules,
    IReadOnlyList<CheckFinding> Findings,
    IReadOnlyList<CheckGap> Gaps,
    long Suppressed);
