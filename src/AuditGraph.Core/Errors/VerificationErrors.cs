using static AuditGraph.AuditErrorCategory;

namespace AuditGraph.Core.Errors;

/// <summary>The catalogue's <c>AG314x</c> and <c>AG315x</c>: what a verification finds beside the ledger itself.</summary>
internal static class VerificationErrors
{
    public static readonly AuditErrorDescriptor OutputNotInPlace = new(
        "AG3140", nameof(OutputNotInPlace), InvalidOperation,
        "The latest output of a job is recorded, and not in place yet: the process that recorded it ended before.",
        "Nothing is lost; the next command that may write puts it in place.");

    public static readonly AuditErrorDescriptor KeptReportMissing = new(
        "AG3150", nameof(KeptReportMissing), ObjectNotFound,
        "The report as data that a record names is missing beside it.",
        "Take the file that the message names from a backup; the record still tells its hash.");

    public static readonly AuditErrorDescriptor KeptReportChanged = new(
        "AG3151", nameof(KeptReportChanged), SecurityError,
        "The report as data beside a record is not the one that the record names.",
        "Take the file that the message names from a backup; the record still tells its hash.");

    public static readonly AuditErrorDescriptor ApprovedSnapshotMissing = new(
        "AG3152", nameof(ApprovedSnapshotMissing), SecurityError,
        "The snapshot that was approved last as the baseline of a job is missing.",
        "Restore .pkg/profiles/<profile>/snapshots from a backup, or run the job, look at its report, and approve that run.");

    public static readonly AuditErrorDescriptor ApprovedSnapshotChanged = new(
        "AG3153", nameof(ApprovedSnapshotChanged), SecurityError,
        "A snapshot that was approved is not the one that the approval states.",
        "Restore the file that the message names from a backup; do not rely on the baseline until then.");

    public static readonly AuditErrorDescriptor KeptEvidenceMissing = new(
        "AG3154", nameof(KeptEvidenceMissing), ObjectNotFound,
        "Evidence that a record names is missing beside it.",
        "Take the file that the message names from a backup; the record still tells its hash.");

    public static readonly AuditErrorDescriptor KeptEvidenceChanged = new(
        "AG3155", nameof(KeptEvidenceChanged), SecurityError,
        "Evidence beside a record is not what the record names.",
        "Take the file that the message names from a backup; the record still tells its hash.");
}
