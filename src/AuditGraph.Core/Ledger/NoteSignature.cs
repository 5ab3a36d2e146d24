namespace AuditGraph.Core.Ledger;

/// <summary>One signature line of a signed note (C2SP <c>signed-note</c>).</summary>
/// <param name="KeyName">The name of the key, which for a log is its origin.</param>
/// <param name="KeyId">The first four bytes that identify the key, as a big-endian number.</param>
/// <param name="Value">The signature itself.</param>
internal sealed record NoteSignature(string KeyName, uint KeyId, ReadOnlyMemory<byte> Value);
