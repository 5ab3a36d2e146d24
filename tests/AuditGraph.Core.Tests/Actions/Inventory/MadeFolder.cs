using AuditGraph.Core.Canonical;
using AuditGraph.Core.Native;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;

namespace AuditGraph.Core.Tests.Actions.Inventory;

/// <summary>Folders as a scan would have found them, of file systems that nobody has at hand.</summary>
internal static class MadeFolder
{
    /// <summary>A folder of files in the order of their names.</summary>
    public static ScannedFolder Of(params IReadOnlyList<MadeFile> files) => Make(null, [], files);

    /// <summary>A folder of another folder, on another device.</summary>
    public static void Add(ScannedFolder parent, ulong device, params IReadOnlyList<MadeFile> files)
    {
        ScannedFolder child = Make(parent, [.. "sub\0"u8], files);
        child.Block.Header.Device = device;
        parent.Children = [child];
    }

    private static ScannedFolder Make(ScannedFolder? parent, byte[] name, IReadOnlyList<MadeFile> files)
    {
        StatBlock block = StatBlock.Create(files.Count, files.Sum(file => file.Name.Length + 1));
        block.Header.Files = files.Count;
        int used = 0;
        for (int index = 0; index < files.Count; index++)
        {
            MadeFile file = files[index];
            ref StatEntry entry = ref block.Entry(index);
            entry.NameStart = used;
            entry.NameLength = (ushort)file.Name.Length;
            System.Text.Encoding.ASCII.GetBytes(file.Name, block.Names[used..]);
            used += file.Name.Length + 1;
            entry.Mode = (ushort)FileType.File;
            entry.Inode = file.Inode;
            entry.Size = file.Size;
            entry.Hash = file.Hash;
            entry.Changed = file.Changed;
        }

        ScopeFolder scope = new ScopeRules(SnapshotScope.Everything).Root;
        return new ScannedFolder(parent, name, scope, default) { Block = block };
    }
}

/// <summary>A file that a scan would have found.</summary>
internal sealed record MadeFile(string Name, ulong Inode, long Size, ContentHash Hash)
{
    public long Changed { get; init; }
}
