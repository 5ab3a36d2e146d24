namespace AuditGraph;

/// <summary>What happened to a file between two snapshots.</summary>
public enum AuditChangeKind
{
    /// <summary>It is there now and was not.</summary>
    Added,

    /// <summary>Its content, kind, executable bit or link target differs.</summary>
    Modified,

    /// <summary>It was there and is not now.</summary>
    Removed,

    /// <summary>The same content was removed under one path and added under another.</summary>
    Renamed,
}
