namespace AuditGraph.Core.Workspaces;

/// <summary>A file that makes a folder a workspace.</summary>
/// <param name="Path">The file, as an absolute path.</param>
/// <param name="Content">Its whole content.</param>
/// <param name="Purpose">What writing it does, in words.</param>
/// <param name="IsJobFile">Whether it is the job file.</param>
internal sealed record StarterFile(string Path, byte[] Content, string Purpose, bool IsJobFile);
