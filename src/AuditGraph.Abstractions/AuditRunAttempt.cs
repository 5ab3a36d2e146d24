namespace AuditGraph;

/// <summary>One try of a job within a run. A later one that goes well does not hide it.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="StartedAt">When it started, in UTC.</param>
/// <param name="Duration">How long it took, by a clock that nobody sets.</param>
/// <param name="Status"><see cref="AuditRunStatus.Ok"/> or <see cref="AuditRunStatus.Failed"/>.</param>
/// <param name="ErrorName">The stable name of the error that ended it, such as <c>TimedOut</c>, or null.</param>
/// <param name="ErrorMessage">The message of that error, or null.</param>
public sealed record AuditRunAttempt(
    int Number,
    DateTimeOffset StartedAt,
    TimeSpan Duration,
    AuditRunStatus Status,
    string? ErrorName = null,
    string? ErrorMessage = null)
{
    /// <summary>The attempt as a line of text, such as <c>1: TimedOut</c>.</summary>
    public override string ToString() => $"{Number}: {ErrorName ?? Status.ToString()}";
}
