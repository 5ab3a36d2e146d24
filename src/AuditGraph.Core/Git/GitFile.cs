using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Git;

/// <summary>A file as a git commit holds it.</summary>
/// <param name="Path">Its path relative to the workspace's root, in bytes.</param>
/// <param name="IsExecutable">Whether it has the executable bit.</param>
/// <param name="LinkTarget">The target of a symbolic link in bytes, or null for a file.</param>
/// <param name="Bytes">The size of its content.</param>
/// <param name="Hash">The hash of its content.</param>
internal sealed record GitFile(byte[] Path, bool IsExecutable, byte[]? LinkTarget, long Bytes, ContentHash Hash);
