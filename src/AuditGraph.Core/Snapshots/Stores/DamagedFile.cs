namespace AuditGraph.Core.Snapshots.Stores;

/// <summary>A file of the tree store that cannot be used.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Failure">Why: <c>SnapshotCorrupt</c> or <c>ReadFailed</c>.</param>
internal sealed record DamagedFile(string Path, AuditException Failure)
{
    /// <summary>The run it is named after; of a file of moved nodes, none there is.</summary>
    public string RunId => System.IO.Path.GetFileNameWithoutExtension(Path);
}
