using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>What a scan found.</summary>
internal sealed record ScanResult
{
    /// <summary>The scope that was scanned.</summary>
    public required SnapshotScope Scope { get; init; }

    /// <summary>The files and links, with their totals.</summary>
    public required SnapshotTree Tree { get; init; }

    /// <summary>The same folder by folder, with what the system said of each entry.</summary>
    public required ScannedFolder Found { get; init; }

    /// <summary>When the files were modified.</summary>
    public ScannedTimes Times => new(Found);

    /// <summary>What was not seen.</summary>
    public required ScanCoverage Coverage { get; init; }

    /// <summary>The scope made ready to decide, as the scan went by it.</summary>
    public required ScopeRules Rules { get; init; }

    /// <summary>A <see cref="PathTexts">map</see> of the ignore files that the scope went by, with their content; null where none count.</summary>
    public SnapshotTree? IgnoreFiles { get; init; }

    /// <summary>Which files were read again.</summary>
    public required Rehash Rehash { get; init; }

    /// <summary>How many files were read.</summary>
    public required long FilesRead { get; init; }

    /// <summary>How many bytes were read.</summary>
    public required long BytesRead { get; init; }

    /// <summary>
    /// Files whose content differs from what the stat index holds although size, times, inode, device and mode are
    /// the same: somebody, or the hardware, changed them without a trace. Sorted.
    /// </summary>
    public required IReadOnlyList<TreePath> SilentChanges { get; init; }

    /// <summary>What sampling promises, or null where nothing was sampled.</summary>
    public required RehashBound? Bound { get; init; }
}
