namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>A file whose content has to be read.</summary>
/// <param name="Entry">Which entry of its folder's block it is.</param>
/// <param name="Known">Which entry of the block in the stat index is the same in all that the system tells, or -1.</param>
internal readonly record struct FileToRead(int Entry, int Known);
