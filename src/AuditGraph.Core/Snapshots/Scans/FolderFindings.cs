using AuditGraph.Core.Native;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>What a look into one folder has found so far, in buffers that are used again for the next.</summary>
internal sealed class FolderFindings
{
    /// <summary>The folder's entries.</summary>
    public FolderListing Listing { get; } = new();

    /// <summary>Of each entry, what the system says of it; of a folder in it, only that it is one.</summary>
    public FileStat[] Stats { get; private set; } = new FileStat[1024];

    /// <summary>Of each entry, which entry of the block in the stat index is the same, or -1.</summary>
    public int[] Known { get; private set; } = new int[1024];

    /// <summary>Of each entry that is no folder, whether the index cannot answer for it.</summary>
    public bool[] MustRead { get; private set; } = new bool[1024];

    /// <summary>The files whose content has to be read.</summary>
    public List<int> ToRead { get; } = [];

    /// <summary>Makes room for what is to be found of the entries.</summary>
    public void MakeRoom()
    {
        int count = Listing.Count;
        if (Stats.Length < count)
        {
            Stats = new FileStat[2 * count];
            Known = new int[2 * count];
            MustRead = new bool[2 * count];
        }
    }
}
