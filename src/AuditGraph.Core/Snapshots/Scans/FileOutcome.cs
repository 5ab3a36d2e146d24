namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>How a request to the file system went.</summary>
internal enum FileOutcome
{
    /// <summary>Well.</summary>
    Done,

    /// <summary>What was asked for is gone.</summary>
    Vanished,

    /// <summary>It is no longer of the kind that was asked for.</summary>
    Replaced,

    /// <summary>The system refused.</summary>
    Refused,
}
