using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Snapshots.Trees;

/// <summary>One file or link that differs between two trees.</summary>
/// <param name="Kind">What happened to it.</param>
/// <param name="Path">Its path; for a removed one the path it had.</param>
/// <param name="PreviousPath">The path a renamed one had before, or null.</param>
/// <param name="EntryKind">What it is: now, or for a removed one was.</param>
/// <param name="Bytes">Its size: now, or for a removed one as it was; a link's is its target's length.</param>
/// <param name="Sha256">The SHA-256 of its content or of its target's text: now, or for a removed one as it was.</param>
internal sealed record SnapshotChange(
    AuditChangeKind Kind,
    TreePath Path,
    TreePath? PreviousPath,
    TreeEntryKind EntryKind,
    long Bytes,
    ContentHash Sha256)
{
    /// <summary>The change as cmdlets and reports show it.</summary>
    public AuditChange ToAuditChange() =>
        new(Kind, Path.ToString(), PreviousPath?.ToString(), Bytes, Sha256.ToString());
}
