namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>A piece of work: to look into a folder, or to read some of its files.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Files">The entries of its block to read, or null to look into the folder.</param>
internal readonly record struct ScanTask(ScannedFolder Folder, ArraySegment<FileToRead>? Files);
