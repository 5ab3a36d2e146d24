using AuditGraph.Core.Configuration;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Runs;

/// <summary>
/// How the waivers of a workspace stand: which hold, and what each sets aside of what the last good runs found.
/// </summary>
/// <param name="workspace">The workspace.</param>
/// <param name="disk">The disk.</param>
/// <param name="clock">Tells which have expired.</param>
/// <param name="observer">Who is told of reports that cannot be read.</param>
internal sealed class WaiverStanding(Workspace workspace, IDisk disk, TimeProvider clock, IAuditObserver observer)
{
    /// <summary>The waivers, in the order of their file.</summary>
    /// <exception cref="AuditWorkspaceException"><c>WaiversInvalid</c>, or the ledger cannot be read.</exception>
    /// <exception cref="AuditEvidenceException">The ledger has been tampered with.</exception>
    public IReadOnlyList<AuditWaiver> Read()
    {
        IReadOnlyList<AuditWaiver> waivers = WaiversDescription.Load(workspace.Root);
        if (waivers.Count == 0)
        {
            return [];
        }

        ActiveWaivers active = ActiveWaivers.At(clock.GetUtcNow(), waivers);
        var holding = new HashSet<AuditWaiver>(active.All);
        Dictionary<AuditWaiver, long>? counts = TryCount(active);
        return
        [
            .. waivers.Select(waiver => waiver with
            {
                State = holding.Contains(waiver) ? AuditWaiverState.Active : AuditWaiverState.Expired,
                Findings = counts?.GetValueOrDefault(waiver),
            }),
        ];
    }

    private Dictionary<AuditWaiver, long>? TryCount(ActiveWaivers active)
    {
        var reports = new RunReport(workspace.Paths, disk);
        var counts = new Dictionary<AuditWaiver, long>();
        try
        {
            foreach (AuditFinding finding in new RunHistory(workspace.Paths, disk, clock, observer).ReadLastGood()
                .SelectMany(reports.ReadFindings)
                .Where(finding => finding.State != AuditFindingState.Absent))
            {
                if (active.Find(finding) is { } waiver)
                {
                    counts[waiver] = counts.GetValueOrDefault(waiver) + 1;
                }
            }

            return counts;
        }
        catch (AuditRunException failure)
        {
            observer.OnWarning($"How much the waivers set aside cannot be told: {failure.Message}");
            return null;
        }
    }
}
