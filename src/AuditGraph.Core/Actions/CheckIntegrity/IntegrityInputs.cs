using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckIntegrity;

/// <summary>What a report of <c>check.integrity</c> is a function of beside the scan's tree.</summary>
internal static class IntegrityInputs
{
    private const string Facts = "facts";

    private const string Nothing = "none";

    /// <summary>The parts of it.</summary>
    /// <param name="facts">The modes, owners and numbers of names of what is there.</param>
    /// <param name="approved">What was approved; null where nothing was.</param>
    public static IEnumerable<AuditFingerprintPart> Of(SnapshotTree facts, ApprovedBaseline? approved) =>
    [
        new(Facts, facts.Root.ToString()),
        new(BaselineInputs.Part, approved is null ? Nothing : $"{approved.Id} {approved.Header.Digest}"),
    ];
}
