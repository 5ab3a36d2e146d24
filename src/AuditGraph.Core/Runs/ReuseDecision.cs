using AuditGraph.Core.Reports;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Runs;

/// <summary>Whether the report of an earlier run is taken, and why.</summary>
/// <param name="Origin">Where the report comes from.</param>
/// <param name="Reasons">Why, the most fundamental first.</param>
internal sealed record ReuseDecision(AuditRunOrigin Origin, ValueList<AuditRunReason> Reasons)
{
    /// <summary>The run whose report is taken; null where a new one is made.</summary>
    public AuditJobRun? Source { get; init; }

    /// <summary>The outputs to put in place again; none where all are there, or new ones are made.</summary>
    public IReadOnlyList<NewFile> Restored { get; init; } = [];

    /// <summary>
    /// What a screen shows of the report, read when it is first asked for; null where a new one is made.
    /// </summary>
    public Lazy<ReportHead?>? Head { get; init; }

    /// <summary>What the user should know of the output that is replaced.</summary>
    public ValueList<string> Warnings { get; init; } = [];
}
