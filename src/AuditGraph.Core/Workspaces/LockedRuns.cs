namespace AuditGraph.Core.Workspaces;

/// <summary>The runs of which there are locks, each in one of both.</summary>
/// <param name="Alive">Those of which a living process holds one; those also of which it cannot be told.</param>
/// <param name="Dead">Those of which nobody holds one any more.</param>
internal sealed record LockedRuns(SortedSet<string> Alive, SortedSet<string> Dead);
