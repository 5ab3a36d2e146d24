using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Actions.Report;

/// <summary>A file as a git commit holds it.</summary>
/// <param name="Path">Its path relative to the workspace's root, in bytes.</param>
/// <param name="IsExecutable">Whether it has the executable bit.</param>
/// <param name="IsLink">Whether it is a symbolic link; its content is then the link's target.</param>
/// <param name="Bytes">The size of its content.</param>
/// <param name="Hash">The hash of its content.</param>
internal sealed record GitFile(byte[] Path, bool IsExecutable, bool IsLink, long Bytes, ContentHash Hash);
