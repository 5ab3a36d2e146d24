using AuditGraph.Core.Canonical;
using AuditGraph.Core.Native;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>One folder of a scan, while it is scanned and afterwards.</summary>
internal sealed class ScannedFolder
{
    private int pending = 1;

    /// <summary>A folder to be scanned.</summary>
    /// <param name="parent">The folder it is in, or null for the root.</param>
    /// <param name="name">Its name with a zero byte behind; empty for the root.</param>
    /// <param name="scope">What the scope knows of it.</param>
    /// <param name="known">What the stat index knows of it.</param>
    public ScannedFolder(ScannedFolder? parent, byte[] name, ScopeFolder scope, StatBlock known)
    {
        Parent = parent;
        Name = name;
        Scope = scope;
        Known = known;
        PathLength = parent is null ? 0 : parent.PathLength == 0 ? name.Length - 1 : parent.PathLength + name.Length;
    }

    /// <summary>The folder it is in, or null for the root.</summary>
    public ScannedFolder? Parent { get; }

    /// <summary>Its name with a zero byte behind.</summary>
    public byte[] Name { get; }

    /// <summary>Which of its parent's entries it is.</summary>
    public int EntryIndex { get; set; }

    /// <summary>What the scope knows of it.</summary>
    public ScopeFolder Scope { get; set; }

    /// <summary>What the stat index knows of it.</summary>
    public StatBlock Known { get; }

    /// <summary>The open folder, until all in it is done.</summary>
    public FolderHandle? Handle { get; set; }

    /// <summary>Its own device and inode.</summary>
    public FileStat Stat { get; set; }

    /// <summary>What was found; no block where it could not be looked into.</summary>
    public StatBlock Block { get; set; }

    /// <summary>Whether the block is this scan's own rather than the index's.</summary>
    public bool IsFresh { get; set; }

    /// <summary>The folders in it.</summary>
    public ScannedFolder[] Children { get; set; } = [];

    /// <summary>What to note of it in its parent: that it is a folder, or one of the modes that no file has.</summary>
    public ushort Mode { get; set; } = (ushort)FileType.Directory;

    /// <summary>Where its block is in the index file that is being written.</summary>
    public long Offset { get; set; }

    /// <summary>Adds to the things that have to be done before this folder is.</summary>
    public void AddPending(int count) => Interlocked.Add(ref pending, count);

    /// <summary>Takes note that one of those is done.</summary>
    /// <returns>Whether it was the last.</returns>
    public bool IsDoneWithOne() => Interlocked.Decrement(ref pending) == 0;

    /// <summary>How many bytes its path from the root has.</summary>
    public int PathLength { get; }

    /// <summary>Its path from the root.</summary>
    public TreePath Path
    {
        get
        {
            byte[] path = new byte[PathLength];
            CopyPathTo(path);
            return TreePath.FromBytes(path);
        }
    }

    /// <summary>Puts its path from the root at the beginning of a buffer.</summary>
    /// <remarks>A loop, from the end: folders may be nested deeper than a thread's stack is.</remarks>
    public void CopyPathTo(Span<byte> path)
    {
        int start = PathLength;
        for (ScannedFolder folder = this; folder.Parent is not null; folder = folder.Parent)
        {
            ReadOnlySpan<byte> name = folder.Name.AsSpan(0, folder.Name.Length - 1);
            start -= name.Length;
            name.CopyTo(path[start..]);
            if (start > 0)
            {
                path[--start] = (byte)'/';
            }
        }
    }

    /// <summary>Works out the node's hash and the totals once all in the folder is known.</summary>
    /// <param name="node">A writer to use.</param>
    public void Finish(TreeNodeWriter node)
    {
        if (Block.IsNone)
        {
            return;
        }

        foreach (ScannedFolder child in Children)
        {
            StatBlockHeader found = child.Block.IsNone ? default : child.Block.Header;
            ref StatEntry noted = ref Block.Entry(child.EntryIndex);
            if (noted.Mode == child.Mode && noted.Hash == found.Hash)
            {
                continue;
            }

            if (!IsFresh)
            {
                Block = Block.Copy();
                IsFresh = true;
                noted = ref Block.Entry(child.EntryIndex);
            }

            noted.Mode = child.Mode;
            noted.Hash = found.Hash;
            noted.Size = found.Files;
            noted.Modified = found.Bytes;
        }

        if (IsFresh)
        {
            Block.WriteNode(node);
            ref StatBlockHeader header = ref Block.Header;
            header.Hash = node.IsEmpty ? default : ContentHash.Of(node.Node);
            header.Files = node.Files;
            header.Bytes = node.Bytes;
        }
    }
}
