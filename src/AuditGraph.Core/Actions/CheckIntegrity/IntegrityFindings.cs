using AuditGraph.Core.Actions.Checks;

namespace AuditGraph.Core.Actions.CheckIntegrity;

/// <summary>What <c>check.integrity</c> says of what is not as it was approved.</summary>
internal static class IntegrityFindings
{
    /// <summary>That nobody has approved anything yet.</summary>
    /// <param name="job">The job's name.</param>
    public static CheckFinding Unapproved(string job) => new(
        IntegrityRuleIds.Unapproved,
        AuditSeverity.Error,
        $"Nothing is approved yet for the job '{job}', so that nothing can be compared. When what is there is as it should "
            + "be, approve this run: auditgraph baseline approve --run ID --reason TEXT.",
        Key: "");
}
