namespace AuditGraph.Core.Snapshots.Trees;

/// <summary>What differs between an old and a new tree.</summary>
/// <param name="Changes">Every difference, sorted by the bytes of its path.</param>
/// <param name="Uncompared">
/// Paths that one side holds as there but unseen, sorted; nothing is claimed about them or what is below.
/// </param>
/// <param name="Added">What is new; sizes as they are now.</param>
/// <param name="Modified">What differs; sizes as they are now.</param>
/// <param name="Removed">What is gone; sizes as they were.</param>
/// <param name="Renamed">What has another path; sizes as they are now.</param>
/// <param name="Unchanged">What is the same on both sides.</param>
internal sealed record SnapshotComparison(
    IReadOnlyList<SnapshotChange> Changes,
    IReadOnlyList<TreePath> Uncompared,
    ChangeTotal Added,
    ChangeTotal Modified,
    ChangeTotal Removed,
    ChangeTotal Renamed,
    ChangeTotal Unchanged)
{
    /// <summary>What the old side looked at and the new one does not, sorted; it may be there or not.</summary>
    public IReadOnlyList<ScopeMove> Left { get; init; } = [];

    /// <summary>What the new side looks at and the old one did not, sorted; it may have been there or not.</summary>
    public IReadOnlyList<ScopeMove> Entered { get; init; } = [];

    /// <summary>The comparison in which nothing was compared.</summary>
    public static SnapshotComparison Nothing { get; } = new([], [], default, default, default, default, default);
}
