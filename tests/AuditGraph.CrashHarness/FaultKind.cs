namespace AuditGraph.CrashHarness;

/// <summary>How far a write gets before its fault.</summary>
internal enum FaultKind
{
    /// <summary>Not at all.</summary>
    Before,

    /// <summary>Half of a file's content is written; other operations not at all.</summary>
    Torn,

    /// <summary>The file is there, and empty; other operations not at all.</summary>
    Empty,

    /// <summary>All the way.</summary>
    After,
}
