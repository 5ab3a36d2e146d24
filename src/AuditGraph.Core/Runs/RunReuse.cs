namespace AuditGraph.Core.Runs;

/// <summary>A run that takes the report of an earlier one.</summary>
/// <param name="Run">The run.</param>
/// <param name="Needs">How the needs of its job had ended.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="DecidedAt">The size of the ledger before.</param>
internal sealed record RunReuse(OpenRun Run, ValueList<AuditRunNeed> Needs, ReuseDecision Decision, long DecidedAt);
