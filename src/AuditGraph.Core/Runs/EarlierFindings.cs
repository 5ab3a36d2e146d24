using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Collections;

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
        var texts = new TextPool();
        int[] known = [.. findings
            .Where(finding => finding.State != AuditFindingState.Absent)
            .Select(finding => texts.Add(finding.Fingerprint))];
        Array.Sort(known, texts.Compare);
        using var hashed = new HashingStream(Stream.Null);
        for (int index = 0; index < known.Length; index++)
        {
            hashed.Write(index > 0 ? "\n"u8 : []);
            hashed.Write(Encoding.UTF8.GetBytes(texts.Get(known[index])!));
        }

        return new AuditFingerprintPart(PartName, hashed.CurrentHash().ToString());
    }
}
