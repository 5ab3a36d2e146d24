namespace AuditGraph.Core.Execution;

/// <summary>A need that is met, or not, by a job of the same plan.</summary>
/// <param name="Index">The place of the needed job.</param>
/// <param name="Need">How it must have ended.</param>
internal sealed record PlannedNeed(int Index, AuditJobNeed Need);
