using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Runs;

/// <summary>What the last good run of a job found, which is what its next run compares with.</summary>
/// <param name="history">What ran.</param>
/// <param name="reports">What the runs reported.</param>
internal sealed class EarlierFindings(RunHistory history, RunReport reports)
{
    /// <summary>The part of a fingerprint that tells them.</summary>
    public const string PartName = "findings";

    /// <summary>What the last good run of a job found; none where there was no such run.</summary>
    /// <param name="job">The job.</param>
    /// <exception cref="AuditException">The ledger, or what was reported, cannot be read.</exception>
    public IReadOnlyList<AuditFinding> Read(string job) =>
        history.ReadNewestFirst(new RunFilter(name => name == job, AuditRunStatus.Ok)).FirstOrDefault() is { } last
            ? reports.ReadFindings(last)
            : [];

    /// <summary>The part of a fingerprint that tells which findings a run compares with.</summary>
    /// <param name="findings">The findings.</param>
    public static AuditFingerprintPart PartOf(IReadOnlyList<AuditFinding> findings)
    {
        string known = string.Join('\n', findings
            .Where(finding => finding.State != AuditFindingState.Absent)
            .Select(finding => finding.Fingerprint)
            .Order(StringComparer.Ordinal));
        return new AuditFingerprintPart(PartName, ContentHash.Of(System.Text.Encoding.UTF8.GetBytes(known)).ToString());
    }
}
