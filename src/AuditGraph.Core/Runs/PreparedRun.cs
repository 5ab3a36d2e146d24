using AuditGraph.Core.Reports;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Runs;

/// <summary>A run whose work is done, and of which nothing is in place yet.</summary>
/// <param name="Run">The run, as its record tells it.</param>
/// <param name="Record">The record's bytes, which are on the disk beside their place.</param>
/// <param name="Outputs">The outputs, which are on the disk beside their places; none where the run puts none in place.</param>
/// <param name="Error">What ended the run, or null where all went well.</param>
/// <param name="Head">What a screen shows of the report; null where the run failed.</param>
internal sealed record PreparedRun(AuditJobRun Run, byte[] Record, IReadOnlyList<PreparedFile> Outputs, AuditException? Error, Lazy<ReportHead?>? Head)
{
    /// <summary>
    /// For a run that takes the report of an earlier one: the size of the ledger when that was decided. It is recorded only
    /// where nobody has put another output in the same place since.
    /// </summary>
    public long? DecidedAt { get; init; }
}
