using AuditGraph.Core.Canonical;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.PowerShell.Completion;

/// <summary>Completes the rules by which the last good runs found something, with how much that was.</summary>
public sealed class FindingRuleCompleter : WorkspaceCompleter
{
    private protected override IEnumerable<Suggestion> Suggest(Workspace workspace)
    {
        var reports = new RunReport(workspace.Paths, new Disk());
        return new RunHistory(workspace.Paths, new Disk(), TimeProvider.System, SilentObserver.Instance).ReadLastGood()
            .SelectMany(reports.ReadFindings)
            .CountBy(finding => finding.RuleId, StringComparer.Ordinal)
            .OrderBy(rule => rule.Key, StringComparer.Ordinal)
            .Select(rule => new Suggestion(rule.Key, CountText.Of(rule.Value, "finding")));
    }
}
