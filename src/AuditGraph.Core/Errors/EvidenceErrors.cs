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
        "Name the file that holds the right key.");

    public static readonly AuditErrorDescriptor LedgerKeyExposed = new(
        "AG3006", nameof(LedgerKeyExposed), PermissionDenied,
        "The ledger's secret key can be read by others than its owner.",
        "Take the permissions away (chmod 600 on the key, chmod 700 on its folder) and consider the key known to others.");

    public static readonly AuditErrorDescriptor ProofInvalid = new(
        "AG3007", nameof(ProofInvalid), SecurityError,
        "A run's proof is malformed or does not prove what it says.",
        "Ask for the proof again from whoever keeps the workspace.");

    public static readonly AuditErrorDescriptor CheckpointInvalid = new(
        "AG3008", nameof(CheckpointInvalid), InvalidData,
        "A file that should hold a ledger's checkpoint does not.",
        "Name a copy of the ledger's file 'checkpoint'.");
}
