using AuditGraph.Core.Actions;

namespace AuditGraph.Core.Runs;

/// <summary>A run that has begun and not ended.</summary>
/// <param name="Job">The job.</param>
/// <param name="Id">The run's id.</param>
/// <param name="InvocationId">What it is part of.</param>
/// <param name="Ledger">Where it began, and is to end.</param>
/// <param name="Sight">What it sees together with the other runs of the invocation.</param>
/// <param name="Announcement">What shows that it has not ended.</param>
internal sealed record OpenRun(AuditJob Job, string Id, string InvocationId, RunLedger Ledger, WorkspaceSight Sight, RunAnnouncement Announcement);
