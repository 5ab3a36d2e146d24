namespace AuditGraph.Core.Ledger;

/// <summary>What the person who verifies knows from elsewhere.</summary>
internal sealed record LedgerVerificationOptions
{
    /// <summary>The key that must have signed the checkpoint, or null.</summary>
    public LedgerPublicKey? PublicKey { get; init; }

    /// <summary>An earlier checkpoint of the log that was kept, or null: the log must continue it.</summary>
    public SignedCheckpoint? Since { get; init; }
}
