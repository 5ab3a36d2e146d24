namespace AuditGraph;

/// <summary>A file or symbolic link that an inventory or a manifest lists.</summary>
/// <param name="Path">
/// Its path relative to the workspace's root, with forward slashes and control characters escaped.
/// </param>
/// <param name="Type">What it is.</param>
/// <param name="Bytes">Its size in bytes; of a link, that of its target's name.</param>
/// <param name="Sha256">
/// The SHA-256 of its content in lower-case hexadecimal; of a link, of its target's name, or null in a manifest.
/// </param>
public sealed record AuditFile(string Path, AuditFileType Type, long Bytes, string? Sha256)
{
    /// <summary>Where a link leads, as it says; null of a file.</summary>
    public string? Target { get; init; }

    /// <summary>
    /// The first path of the same file, where this is a further name of it (a hard link); else null.
    /// </summary>
    public string? HardLinkOf { get; init; }

    /// <summary>Its permissions in octal digits, such as <c>0644</c>; null where the inventory does not tell.</summary>
    public string? Mode { get; init; }

    /// <summary>
    /// The name of the user whose it is, or the number where there is no name; null where the inventory does not tell.
    /// </summary>
    public string? Owner { get; init; }

    /// <summary>The same of its group.</summary>
    public string? Group { get; init; }

    /// <summary>
    /// When it says that its content was last modified, in UTC, to the millisecond; null
    /// where the inventory does not tell.
    /// </summary>
    public DateTimeOffset? Modified { get; init; }

    /// <summary>The id of the run that reported it.</summary>
    public string? Run { get; init; }

    /// <summary>The name of that run's job.</summary>
    public string? Job { get; init; }

    /// <summary>The root of that run's workspace, as an absolute path.</summary>
    public string? Root { get; init; }
}
