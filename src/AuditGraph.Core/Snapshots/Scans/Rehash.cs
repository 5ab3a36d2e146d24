namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>Which files a scan reads again although the stat index knows them.</summary>
internal enum Rehash
{
    /// <summary>Those of which size, times, inode, device or mode differ, and those too young for times to tell.</summary>
    Changed,

    /// <summary>Those, and a random share of the others.</summary>
    Sampled,

    /// <summary>All.</summary>
    Full,
}
