namespace AuditGraph;

/// <summary>Evidence of a run: what its command wrote, or a file that its job names.</summary>
/// <param name="Name"><c>stdout</c>, <c>stderr</c>, or the file's path from the workspace's root.</param>
/// <param name="Path">The file's absolute path, or null where it is what the command wrote.</param>
/// <param name="Sha256">The SHA-256 of its bytes in lower-case hexadecimal.</param>
/// <param name="Bytes">How many bytes these are.</param>
/// <param name="KeptPath">
/// The absolute path of the copy that is kept with the run, compressed (RFC 1952); null where none is kept.
/// </param>
public sealed record AuditEvidenceFile(string Name, string? Path, string Sha256, long Bytes, string? KeptPath)
{
    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
