namespace AuditGraph;

/// <summary>The kind of an error; each name is one of PowerShell's <c>ErrorCategory</c>.</summary>
public enum AuditErrorCategory
{
    /// <summary>Something that was asked for by name does not exist.</summary>
    ObjectNotFound,

    /// <summary>An argument has no valid meaning.</summary>
    InvalidArgument,

    /// <summary>A file or document is malformed.</summary>
    InvalidData,

    /// <summary>The operation makes no sense in this state.</summary>
    InvalidOperation,

    /// <summary>A limit was exceeded.</summary>
    LimitsExceeded,

    /// <summary>The operation was cancelled.</summary>
    OperationStopped,

    /// <summary>The operation took longer than it may.</summary>
    OperationTimeout,

    /// <summary>The operating system refused access.</summary>
    PermissionDenied,

    /// <summary>Reading failed.</summary>
    ReadError,

    /// <summary>Something is held by another process.</summary>
    ResourceBusy,

    /// <summary>Something is there already.</summary>
    ResourceExists,

    /// <summary>Evidence does not match, or a path leaves where it must stay.</summary>
    SecurityError,

    /// <summary>Writing failed.</summary>
    WriteError,
}
