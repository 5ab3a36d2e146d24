using AuditGraph.Core.Snapshots.Scopes;

namespace AuditGraph.Core.Snapshots.Trees;

/// <summary>What the two sides of a comparison looked at.</summary>
/// <param name="Old">The old side's scope; null where it is not known, so that nothing can be told to have entered.</param>
/// <param name="Current">The new side's scope.</param>
internal sealed record ScopeChange(ScopeView? Old, ScopeView Current);
