namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>A piece of work: to look into a folder, or to read some of its files.</summary>
/// <param name="folder">The folder.</param>
/// <param name="files">The files to read, or null to look into the folder.</param>
internal sealed class ScanTask(ScannedFolder folder, FileBatch? files)
{
    /// <summary>The folder.</summary>
    public ScannedFolder Folder { get; } = folder;

    /// <summary>The files to read, or null to look into the folder.</summary>
    public FileBatch? Files { get; } = files;
}
