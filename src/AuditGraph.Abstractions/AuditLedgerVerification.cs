namespace AuditGraph;

/// <summary>What the verification of a ledger has found.</summary>
public sealed record AuditLedgerVerification
{
    /// <summary>Whether everything that was checked holds: history, records and latest outputs. Warnings do not count.</summary>
    public required bool IsValid { get; init; }

    /// <summary>
    /// Whether the history holds: ledger and records. True also where outputs were changed or deleted after they had
    /// been recorded, which says nothing against the record of how they were.
    /// </summary>
    public required bool IsHistoryValid { get; init; }

    /// <summary>The number of entries that the checkpoint states.</summary>
    public required long Size { get; init; }

    /// <summary>The root hash that the checkpoint states, in lower-case hexadecimal, or null where there is no checkpoint.</summary>
    public required string? RootHash { get; init; }

    /// <summary>Whether the checkpoint carries a valid signature of the ledger's key.</summary>
    public required bool Signed { get; init; }

    /// <summary>
    /// Whether the signature was checked with a key that was given. A ledger that was checked with no other key than the
    /// one it names itself may have been made anew as a whole, key and all.
    /// </summary>
    public bool SignedByGivenKey { get; init; }

    /// <summary>
    /// The number of entries of the kept checkpoint that the ledger was compared with, or null where none was given: then
    /// it may have been made anew as a whole, or set back.
    /// </summary>
    public long? KeptSize { get; init; }

    /// <summary>What was found, and by what it was judged, in words.</summary>
    public string Verdict { get; init; } = "";

    /// <summary>The log's name, or null where there is no checkpoint.</summary>
    public string? Origin { get; init; }

    /// <summary>The number of runs that finished or were abandoned.</summary>
    public long Runs { get; init; }

    /// <summary>What was found, the ledger's own problems first.</summary>
    public ValueList<AuditLedgerProblem> Problems { get; init; } = [];

    /// <summary>The ledger's folder, as an absolute path.</summary>
    public required string Path { get; init; }
}
