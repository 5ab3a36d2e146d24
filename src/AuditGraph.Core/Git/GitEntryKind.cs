namespace AuditGraph.Core.Git;

/// <summary>What git tracks under a path.</summary>
internal enum GitEntryKind
{
    /// <summary>A file without the executable bit.</summary>
    File,

    /// <summary>A file with it.</summary>
    Executable,

    /// <summary>A symbolic link.</summary>
    Link,

    /// <summary>A commit of another repository.</summary>
    Submodule,
}
