namespace AuditGraph;

/// <summary>A job that must have ended before another one starts, and how.</summary>
/// <param name="Job">The name of the needed job.</param>
/// <param name="When">Which of its ends lets the other job start.</param>
/// <param name="AcceptsFail">
/// Whether <see cref="AuditNeedCondition.Ok"/> is also met where the needed job's verdict is <see cref="AuditVerdict.Fail"/>.
/// </param>
public sealed record AuditJobNeed(
    string Job, AuditNeedCondition When = AuditNeedCondition.Ok, bool AcceptsFail = false)
{
    /// <summary>The need as a line of text: the job's name, and what differs from the usual in brackets.</summary>
    public override string ToString() => (When, AcceptsFail) switch
    {
        (AuditNeedCondition.Ok, false) => Job,
        (AuditNeedCondition.Ok, true) => $"{Job} (accept: fail)",
        _ => $"{Job} (when: {(When == AuditNeedCondition.Done ? "done" : "always")})",
    };
}
