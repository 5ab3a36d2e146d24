using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Git;

/// <summary>A commit and a work tree, made ready to be compared.</summary>
/// <param name="Baseline">The commit, as far as the scope reaches.</param>
/// <param name="Current">The work tree as it was scanned, with each submodule as one entry.</param>
/// <param name="Submodules">The submodules in the scope, sorted by path.</param>
/// <param name="Notes">What in the comparison is not as one might expect; sentences for the report.</param>
internal sealed record GitComparison(
    SnapshotTree Baseline, SnapshotTree Current, IReadOnlyList<GitSubmodule> Submodules, IReadOnlyList<string> Notes);
