using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckIntegrity;

/// <summary>What a report of <c>check.integrity</c> is a function of beside the scan's tree.</summary>
internal static class IntegrityInputs
{
    private const string Facts = "facts";

    /// <summary>The parts of it.</summary>
    /// <param name="facts">The modes, owners and numbers of names of what is there.</param>
    public static IEnumerable<AuditFingerprintPart> Of(SnapshotTree facts) => [new(Facts, facts.Root.ToString())];
}
