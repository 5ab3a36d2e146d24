namespace AuditGraph;

/// <summary>One file that differs between two snapshots, or that a run reported.</summary>
/// <param name="Kind">What happened to it.</param>
/// <param name="Path">Its path relative to the workspace's root, with forward slashes and control characters escaped; for a removed file the path it had.</param>
/// <param name="PreviousPath">The path a renamed file had before, or null.</param>
/// <param name="Bytes">Its size in bytes: now, or for a removed file as it was; null where it is not known.</param>
/// <param name="Sha256">The SHA-256 of its content in lower-case hexadecimal: now, or for a removed file as it was; of a symbolic link, of its target's text; null where it is not known.</param>
public sealed record AuditChange(AuditChangeKind Kind, string Path, string? PreviousPath, long? Bytes, string? Sha256)
{
    /// <summary>The id of the run that reported it, or null where two snapshots were compared.</summary>
    public string? Run { get; init; }

    /// <summary>The name of that run's job, or null.</summary>
    public string? Job { get; init; }

    /// <summary>The root of that run's workspace, as an absolute path, or null.</summary>
    public string? Root { get; init; }
}
