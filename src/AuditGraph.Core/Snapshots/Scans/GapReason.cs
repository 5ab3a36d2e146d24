namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>Why a scan does not vouch for something that is there.</summary>
internal enum GapReason
{
    /// <summary>The system refused to open or read it.</summary>
    Unreadable,

    /// <summary>It was gone between being listed and being read.</summary>
    Vanished,

    /// <summary>It kept changing while it was read; what was read last is recorded.</summary>
    Unstable,

    /// <summary>It is a socket.</summary>
    Socket,

    /// <summary>It is a named pipe, never opened.</summary>
    Pipe,

    /// <summary>It is a device, never opened.</summary>
    Device,

    /// <summary>Another file system is mounted there, and the scope keeps to one.</summary>
    MountPoint,

    /// <summary>It is one of the folders that it is in.</summary>
    Loop,
}
