namespace AuditGraph.Core.Workspaces;

/// <summary>A file that is to be made.</summary>
/// <param name="Path">The file.</param>
/// <param name="Content">Its whole content.</param>
/// <param name="Mode">Its permissions before the process's umask.</param>
internal sealed record NewFile(string Path, ReadOnlyMemory<byte> Content, UnixFileMode Mode = Disk.DefaultMode);
