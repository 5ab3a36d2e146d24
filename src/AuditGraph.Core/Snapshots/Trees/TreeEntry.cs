using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Snapshots.Trees;

/// <summary>One entry of a tree node, as a view of the node's bytes.</summary>
internal readonly ref struct TreeEntry
{
    /// <summary>What it is.</summary>
    public required TreeEntryKind Kind { get; init; }

    /// <summary>Its name's bytes.</summary>
    public required ReadOnlySpan<byte> Name { get; init; }

    /// <summary>The whole entry's bytes.</summary>
    public required ReadOnlySpan<byte> Encoded { get; init; }

    /// <summary>Of a file or folder, the SHA-256 of its content or of its node; of a link or submodule, see <see cref="ContentHash"/>.</summary>
    public ContentHash Hash { get; init; }

    /// <summary>Of a link its target's bytes, of a submodule its commit's id as text.</summary>
    public ReadOnlySpan<byte> Target { get; init; }

    /// <summary>How many files and links there are: one, or all those below a folder; none where nothing was seen.</summary>
    public long Files { get; init; }

    /// <summary>Their size in bytes; a link counts with its target's length.</summary>
    public long Bytes { get; init; }

    /// <summary>Whether this is a folder with a node.</summary>
    public bool IsDirectory => Kind == TreeEntryKind.Directory;

    /// <summary>Whether this is there but was not seen.</summary>
    public bool IsUnseen => Kind is TreeEntryKind.UnseenFile or TreeEntryKind.UnseenDirectory;

    /// <summary>The SHA-256 of a file's content or of a link's target.</summary>
    public ContentHash ContentHash => Kind is TreeEntryKind.Link or TreeEntryKind.Submodule ? Canonical.ContentHash.Of(Target) : Hash;
}
