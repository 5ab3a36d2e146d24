namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>Some files of one folder whose content has to be read.</summary>
/// <param name="entries">Which entries of the folder's block they are.</param>
/// <param name="known">Of each, which entry of the block in the stat index is the same in all that the system tells, or -1.</param>
internal sealed class FileBatch(int[] entries, int[] known)
{
    /// <summary>Which entries of the folder's block they are.</summary>
    public int[] Entries { get; } = entries;

    /// <summary>Of each, which entry of the block in the stat index is the same in all that the system tells, or -1.</summary>
    public int[] Known { get; } = known;
}
