using static AuditGraph.AuditErrorCategory;

namespace AuditGraph.Core.Errors;

/// <summary>The catalogue's <c>AG31xx</c>: a stored snapshot is missing or does not match.</summary>
internal static class SnapshotErrors
{
    public static readonly AuditErrorDescriptor NodeMissing = new(
        "AG3101", nameof(NodeMissing), ObjectNotFound,
        "A tree node that a snapshot names is not in the tree store.",
        "Restore .pkg/profiles/<profile>/snapshots from a backup; runs from now on take whole snapshots again.");

    public static readonly AuditErrorDescriptor NodeCorrupt = new(
        "AG3102", nameof(NodeCorrupt), SecurityError,
        "A tree node's content does not have the hash it is stored under.",
        "Treat the snapshots as tampered with or damaged: restore them from a backup and compare.");

    public static readonly AuditErrorDescriptor SnapshotCorrupt = new(
        "AG3103", nameof(SnapshotCorrupt), SecurityError,
        "A file of the tree store is damaged or is not one.",
        "Treat the snapshots as tampered with or damaged: restore the file that the message names from a backup, or delete it where there is none.");

    public static readonly AuditErrorDescriptor SnapshotExists = new(
        "AG3104", nameof(SnapshotExists), ResourceExists,
        "The run has a snapshot already.",
        "Take the snapshot under another run.");

    public static readonly AuditErrorDescriptor FolderTooLarge = new(
        "AG3105", nameof(FolderTooLarge), LimitsExceeded,
        "A folder has more entries than a snapshot holds of one folder, which are more than ten million.",
        "Leave the folder out by 'exclude', or spread what it holds over several folders.");

    public static readonly AuditErrorDescriptor SnapshotNotRecorded = new(
        "AG3130", nameof(SnapshotNotRecorded), SecurityError,
        "A snapshot that a run would be compared with is not the one that its own run recorded.",
        "Treat the snapshots as tampered with: restore the file that the message names from a backup, or delete it where there is none.");

    public static readonly AuditErrorDescriptor SnapshotNotFound = new(
        "AG3120", nameof(SnapshotNotFound), ObjectNotFound,
        "The run that was named does not exist, took no snapshot, or its snapshot was removed.",
        "List the runs with 'auditgraph runs list' or Get-AuditJobRun and choose one that succeeded and whose snapshot is kept.");

    public static readonly AuditErrorDescriptor SnapshotScopesDiffer = new(
        "AG3121", nameof(SnapshotScopesDiffer), InvalidArgument,
        "Two snapshots cannot be compared, because neither covers what the other does.",
        "Compare runs of one job, or of jobs of which one includes what the other looks at.");
}
