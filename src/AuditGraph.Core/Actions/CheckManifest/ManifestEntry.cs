using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckManifest;

/// <summary>What a manifest says that something is.</summary>
internal enum ManifestEntryKind
{
    /// <summary>A file, or what a form without kinds lists.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A symbolic link.</summary>
    Link,

    /// <summary>A device, a pipe or a socket.</summary>
    Other,
}

/// <summary>What manifests say of one path.</summary>
/// <param name="path">The path, from the workspace's root.</param>
/// <param name="place">Where it is named first.</param>
internal sealed class ManifestEntry(TreePath path, ManifestPlace place)
{
    /// <summary>The path, from the workspace's root.</summary>
    public TreePath Path => path;

    /// <summary>Where it is named first.</summary>
    public ManifestPlace Place => place;

    /// <summary>The manifests that name it.</summary>
    public HashSet<TreePath> NamedIn { get; } = [];

    /// <summary>What it is.</summary>
    public ManifestEntryKind Kind { get; set; }

    /// <summary>Whether the form says so, so that a link is no file.</summary>
    public bool IsKindSaid { get; set; }

    /// <summary>Its size, or null.</summary>
    public long? Bytes { get; set; }

    /// <summary>Its hashes in lower-case hexadecimal digits.</summary>
    public SortedList<HashKind, string> Hashes { get; } = [];

    /// <summary>The algorithms of hashes that nobody here can make.</summary>
    public HashSet<string> UnknownHashes { get; } = [];

    /// <summary>Of a link where it leads, or null.</summary>
    public TreePath? Target { get; set; }

    /// <summary>Whether it need not be there.</summary>
    public bool IsOptional { get; set; }

    /// <summary>Whether a bag says that it is yet to be fetched.</summary>
    public bool IsToFetch { get; set; }
}

/// <summary>A line of a manifest.</summary>
/// <param name="File">The manifest, from the workspace's root.</param>
/// <param name="Line">The line, from 1.</param>
internal sealed record ManifestPlace(TreePath File, int Line)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{File}:{Line}");
}
