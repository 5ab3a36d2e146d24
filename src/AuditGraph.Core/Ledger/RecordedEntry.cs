namespace AuditGraph.Core.Ledger;

/// <summary>An entry with its place in the log.</summary>
/// <param name="Index">Its zero-based position.</param>
/// <param name="Bytes">Its bytes, which are what the leaf hash is over.</param>
/// <param name="Entry">What they say.</param>
internal sealed record RecordedEntry(long Index, ReadOnlyMemory<byte> Bytes, LedgerEntry Entry);
