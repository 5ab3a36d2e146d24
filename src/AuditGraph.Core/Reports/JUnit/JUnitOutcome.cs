namespace AuditGraph.Core.Reports.JUnit;

/// <summary>How a test case ended; the names of its elements, but for the first, which has none.</summary>
internal enum JUnitOutcome
{
    /// <summary>Nothing counts against it.</summary>
    Passed,

    /// <summary>All that was found is set aside.</summary>
    Skipped,

    /// <summary>There is an error or a warning that nobody has set aside.</summary>
    Failure,

    /// <summary>It could not be checked.</summary>
    Error,
}
