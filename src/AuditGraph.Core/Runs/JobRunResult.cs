using AuditGraph.Core.Reports;

namespace AuditGraph.Core.Runs;

/// <summary>How an execution ended.</summary>
/// <param name="Run">The run, as its record tells it.</param>
/// <param name="Error">What ended it, or null where all went well.</param>
/// <param name="Head">What a screen shows of its report, read when it is first asked for; null where it made none.</param>
/// <param name="VerdictReason">Why its verdict is a failure, in words; null where it is none.</param>
internal sealed record JobRunResult(AuditJobRun Run, AuditException? Error, Lazy<ReportHead?>? Head = null, string? VerdictReason = null);
