namespace AuditGraph.Core.Execution;

/// <summary>A job whose needs have all ended.</summary>
/// <param name="Job">The job.</param>
/// <param name="Needs">How they ended.</param>
internal sealed record ReadyJob(PlannedJob Job, ValueList<AuditRunNeed> Needs);
