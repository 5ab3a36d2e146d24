namespace AuditGraph;

/// <summary>A file that a run wrote its report to.</summary>
/// <param name="Path">Where: an absolute path; in a proof, relative to the workspace's root.</param>
/// <param name="Sha256">The SHA-256 of its bytes in lower-case hexadecimal.</param>
/// <param name="Bytes">Its size in bytes; null where only the ledger tells of it.</param>
public sealed record AuditRunOutput(string Path, string Sha256, long? Bytes)
{
    /// <summary>The path.</summary>
    public override string ToString() => Path;
}
