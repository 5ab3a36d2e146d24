namespace AuditGraph;

/// <summary>How far a piece of work has come.</summary>
/// <param name="Activity">What is being done, such as <c>Scanning</c>.</param>
/// <param name="Current">The item at hand, or null.</param>
/// <param name="Files">Files seen so far.</param>
/// <param name="Bytes">Bytes seen so far.</param>
/// <param name="ExpectedFiles">How many files there will be, going by an earlier run, or null where nobody knows.</param>
/// <param name="Completed">Whether the work is over; always the last progress of an activity.</param>
public sealed record AuditProgress(
    string Activity,
    string? Current,
    long Files,
    long Bytes,
    long? ExpectedFiles,
    bool Completed = false);
