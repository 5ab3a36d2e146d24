using static AuditGraph.AuditErrorCategory;

namespace AuditGraph.Core.Errors;

/// <summary>The catalogue's <c>AG3xxx</c>: recorded evidence is missing or does not match.</summary>
internal static class EvidenceErrors
{
    public static readonly AuditErrorDescriptor LedgerTampered = new(
        "AG3001", nameof(LedgerTampered), SecurityError,
        "The ledger does not match its own checkpoint: it was changed other than by appending.",
        "Run 'auditgraph ledger verify' or Test-AuditLedger to see what was changed, and restore the ledger from a backup.");

    public static readonly AuditErrorDescriptor LedgerMissing = new(
        "AG3002", nameof(LedgerMissing), SecurityError,
        "There are records of runs, or a ledger key, but the ledger they belong to is gone.",
        "Restore the ledger folder from a backup, or move the profile's whole folder away to begin a new history.");

    public static readonly AuditErrorDescriptor LedgerKeyMissing = new(
        "AG3003", nameof(LedgerKeyMissing), ObjectNotFound,
        "The ledger is signed, and the key that signs it is not in the secrets folder.",
        "Restore secrets/ledger-key.pem from a backup; without it nothing can be appended to this ledger.");

    public static readonly AuditErrorDescriptor LedgerKeyExists = new(
        "AG3004", nameof(LedgerKeyExists), ResourceExists,
        "The ledger has a key already.",
        "Go on with the key that is there; a ledger keeps its key for life.");

    public static readonly AuditErrorDescriptor LedgerKeyInvalid = new(
        "AG3005", nameof(LedgerKeyInvalid), InvalidData,
        "A key file holds no ECDSA P-256 key in PEM.",
        "Name the file that holds what 'auditgraph ledger init-key' or Initialize-AuditLedgerKey printed.");

    public static readonly AuditErrorDescriptor LedgerKeyExposed = new(
        "AG3006", nameof(LedgerKeyExposed), PermissionDenied,
        "The ledger's secret key can be read by others than its owner.",
        "Take the permissions away (chmod 600 on the key, chmod 700 on its folder) and consider the key known to others.");

    public static readonly AuditErrorDescriptor CheckpointInvalid = new(
        "AG3007", nameof(CheckpointInvalid), InvalidData,
        "A file that should hold a ledger's checkpoint does not.",
        "Name a copy of the ledger's file 'checkpoint'.");

    public static readonly AuditErrorDescriptor CheckpointMissing = new(
        "AG3020", nameof(CheckpointMissing), SecurityError,
        "The ledger has no checkpoint, but there is history that one must cover.",
        "Restore what the problem names from a backup; do not rely on the history until then.");

    public static readonly AuditErrorDescriptor CheckpointMalformed = new(
        "AG3021", nameof(CheckpointMalformed), SecurityError,
        "The file 'checkpoint' is not a checkpoint.",
        "Restore what the problem names from a backup; do not rely on the history until then.");

    public static readonly AuditErrorDescriptor SignatureMissing = new(
        "AG3022", nameof(SignatureMissing), SecurityError,
        "The ledger has a key, but its checkpoint carries no signature.",
        "Restore the checkpoint from a backup; do not rely on this ledger until then.");

    public static readonly AuditErrorDescriptor SignatureInvalid = new(
        "AG3023", nameof(SignatureInvalid), SecurityError,
        "The checkpoint's signature is not one of the ledger's key.",
        "Check against the right public key; otherwise restore the checkpoint from a backup.");

    public static readonly AuditErrorDescriptor OriginMismatch = new(
        "AG3024", nameof(OriginMismatch), SecurityError,
        "The checkpoint's origin is not the one that the ledger's first entry states.",
        "Restore what the problem names from a backup; do not rely on the history until then.");

    public static readonly AuditErrorDescriptor RootMismatch = new(
        "AG3025", nameof(RootMismatch), SecurityError,
        "The entries do not give the root hash that the checkpoint states.",
        "Restore what the problem names from a backup; do not rely on the history until then.");

    public static readonly AuditErrorDescriptor TileMissing = new(
        "AG3026", nameof(TileMissing), SecurityError,
        "A tile that the checkpoint needs is missing.",
        "Restore what the problem names from a backup; do not rely on the history until then.");

    public static readonly AuditErrorDescriptor TileMismatch = new(
        "AG3027", nameof(TileMismatch), SecurityError,
        "A tile does not hold the hashes that the entries give.",
        "Restore what the problem names from a backup; do not rely on the history until then.");

    public static readonly AuditErrorDescriptor EntriesMissing = new(
        "AG3028", nameof(EntriesMissing), SecurityError,
        "An entry bundle that the checkpoint needs is missing.",
        "Restore what the problem names from a backup; do not rely on the history until then.");

    public static readonly AuditErrorDescriptor EntriesMalformed = new(
        "AG3029", nameof(EntriesMalformed), SecurityError,
        "An entry bundle does not hold as many entries as it must.",
        "Restore what the problem names from a backup; do not rely on the history until then.");

    public static readonly AuditErrorDescriptor EntryMismatch = new(
        "AG3030", nameof(EntryMismatch), SecurityError,
        "An entry is not the one that was recorded.",
        "Restore what the problem names from a backup; do not rely on the history until then.");

    public static readonly AuditErrorDescriptor EntryMalformed = new(
        "AG3031", nameof(EntryMalformed), SecurityError,
        "An entry that was recorded is none that this version knows.",
        "Use the version of AuditGraph that wrote the entry, or a later one.");

    public static readonly AuditErrorDescriptor EntryOutOfOrder = new(
        "AG3032", nameof(EntryOutOfOrder), SecurityError,
        "An entry contradicts those before it, such as a second end of a run.",
        "Restore what the problem names from a backup; do not rely on the history until then.");

    public static readonly AuditErrorDescriptor RunUnfinished = new(
        "AG3033", nameof(RunUnfinished), InvalidOperation,
        "A run started and did not finish: the process that ran it ended.",
        "Nothing is wrong with the history; the next run records that this one was abandoned.");

    public static readonly AuditErrorDescriptor RecordMissing = new(
        "AG3034", nameof(RecordMissing), SecurityError,
        "The record of a run is missing.",
        "Restore what the problem names from a backup; do not rely on the history until then.");

    public static readonly AuditErrorDescriptor RecordChanged = new(
        "AG3035", nameof(RecordChanged), SecurityError,
        "The record of a run is not the one that the ledger states.",
        "Restore what the problem names from a backup; do not rely on the history until then.");

    public static readonly AuditErrorDescriptor RecordUnreferenced = new(
        "AG3036", nameof(RecordUnreferenced), SecurityError,
        "There is a record that no entry of the ledger states.",
        "Find out where the record comes from; if the ledger was set back, restore it from a backup.");

    public static readonly AuditErrorDescriptor OutputMissing = new(
        "AG3037", nameof(OutputMissing), ObjectNotFound,
        "The latest output of a job was deleted after it was recorded.",
        "Run the job again, or restore the file from a backup.");

    public static readonly AuditErrorDescriptor OutputChanged = new(
        "AG3038", nameof(OutputChanged), InvalidData,
        "The latest output of a job was changed after it was recorded.",
        "Run the job again, or restore the file from a backup.");

    public static readonly AuditErrorDescriptor UncoveredTail = new(
        "AG3039", nameof(UncoveredTail), InvalidOperation,
        "An append had not been completed; no checkpoint covers what it left.",
        "Nothing is lost; the next run moves these files aside.");

    public static readonly AuditErrorDescriptor UnexpectedFile = new(
        "AG3040", nameof(UnexpectedFile), SecurityError,
        "There is a file among the evidence that does not belong there.",
        "Find out where the file comes from, and move it away.");

    public static readonly AuditErrorDescriptor HistoryTruncated = new(
        "AG3041", nameof(HistoryTruncated), SecurityError,
        "The ledger has fewer entries than a checkpoint that was kept says.",
        "Restore what the problem names from a backup; do not rely on the history until then.");

    public static readonly AuditErrorDescriptor HistoryRewritten = new(
        "AG3042", nameof(HistoryRewritten), SecurityError,
        "The ledger is not a continuation of a checkpoint that was kept.",
        "Restore what the problem names from a backup; do not rely on the history until then.");

    public static readonly AuditErrorDescriptor ProofMalformed = new(
        "AG3043", nameof(ProofMalformed), InvalidData,
        "A file that should hold a run's proof does not.",
        "Ask for the proof again from whoever keeps the workspace.");

    public static readonly AuditErrorDescriptor ProofMismatch = new(
        "AG3044", nameof(ProofMismatch), SecurityError,
        "A run's proof does not lead to the checkpoint's root hash.",
        "Do not rely on it; ask for the proof again from whoever keeps the workspace.");

    public static readonly AuditErrorDescriptor CheckpointUntrusted = new(
        "AG3045", nameof(CheckpointUntrusted), SecurityError,
        "A proof's checkpoint is not the one that it was checked against.",
        "Check against the checkpoint that the proof was made for, or against the ledger's public key.");
}
