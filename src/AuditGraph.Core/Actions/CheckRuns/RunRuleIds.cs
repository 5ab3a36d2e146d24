using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Actions.CheckRuns;

/// <summary>The rules of <c>check.runs</c>.</summary>
internal static class RunRuleIds
{
    public const string Missing = "runs.missing";
    public const string Stale = "runs.stale";
    public const string Verdict = "runs.verdict";
    public const string Clock = "runs.clock";
    public const string Ledger = "runs.ledger";
    public const string Output = "runs.output";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CheckRule> All { get; } =
    [
        new(Missing, AuditSeverity.Error, "The job has a run that ended well."),
        new(Stale, AuditSeverity.Error, "The last run of the job that ended well is recent enough."),
        new(Verdict, AuditSeverity.Error, "That run has the verdict that is asked for."),
        new(Clock, AuditSeverity.Error, "No run claims to have begun at a time that is yet to come."),
        new(Ledger, AuditSeverity.Error, "The history of the runs is whole and unaltered."),
        new(Output, AuditSeverity.Error, "The outputs are as they were recorded."),
    ];
}
