namespace AuditGraph;

/// <summary>What a file of an inventory is.</summary>
public enum AuditFileType
{
    /// <summary>A file that its owner may not execute.</summary>
    File,

    /// <summary>A file that its owner may execute.</summary>
    Executable,

    /// <summary>A symbolic link, which is never followed.</summary>
    Link,
}
