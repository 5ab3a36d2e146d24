using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.PowerShell.Completion;

/// <summary>
/// Completes the fingerprints of what counts of the findings of the last good runs, with what they say.
/// </summary>
public sealed class FingerprintCompleter : WorkspaceCompleter
{
    private protected override IEnumerable<Suggestion> Suggest(Workspace workspace)
    {
        var reports = new RunReport(workspace.Paths, new Disk());
        return new RunHistory(workspace.Paths, new Disk(), TimeProvider.System, SilentObserver.Instance).ReadLastGood()
            .SelectMany(reports.ReadFindings)
            .Where(finding => finding.IsLive)
            .Select(finding => new Suggestion(finding.Fingerprint, $"{finding.RuleId}, {finding.Path}: {finding.Message}"));
    }
}
