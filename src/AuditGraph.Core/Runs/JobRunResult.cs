namespace AuditGraph.Core.Runs;

/// <summary>How an execution ended.</summary>
/// <param name="Run">The run, as its record tells it.</param>
/// <param name="Error">What ended it, or null where all went well.</param>
internal sealed record JobRunResult(AuditJobRun Run, AuditException? Error);
