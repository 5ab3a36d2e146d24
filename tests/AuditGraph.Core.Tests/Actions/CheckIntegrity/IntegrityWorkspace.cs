using System.Text.Json.Nodes;
using AuditGraph.Core.Runs.Approvals;
using AuditGraph.Core.Tests.Execution;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Actions.CheckIntegrity;

/// <summary>A workspace with a job that checks the folder <c>w</c> of it against what was approved.</summary>
internal sealed class IntegrityWorkspace : IDisposable
{
    private readonly ReuseWorkspace workspace = new();

    public IntegrityWorkspace(string rules = "{path: '**', watch: immutable}", string more = "include: [w/]")
    {
        Directory.CreateDirectory(workspace["w"]);
        Rule(rules, more);
    }

    public string Folder => workspace["w"];

    public AuditJobRun Last { get; private set; } = null!;

    /// <summary>What the last run could not compare.</summary>
    public IEnumerable<string> Gaps => Report()["notChecked"]!.AsArray()
        .Select(gap => $"{gap!["path"]}: {gap["reason"]}");

    public ReuseWorkspace Jobs => workspace;

    public void Rule(string rules, string more = "include: [w/]") => workspace.WriteJobs(
        $"i: {{action: {{type: check.integrity, args: {{rules: [{rules}], {more}}}}}, output: {{format: json}}}}");

    public void Shell(string script) => Assert.Equal((0, ""), Tool.Run(Folder, "sh", "-ec", script));

    /// <summary>Runs the job; gives what it found, as <c>rule path</c>.</summary>
    public string[] Run()
    {
        Last = workspace.Run("i");
        Assert.True(Last.Status == AuditRunStatus.Ok, Last.ErrorMessage);
        return [.. Findings().Select(finding => $"{finding["rule"]} {finding["path"]}").Order(StringComparer.Ordinal)];
    }

    public IEnumerable<JsonNode> Findings() =>
        Report()["findings"]!.AsArray().Select(finding => finding!).Where(finding => (string?)finding["state"] != "absent");

    /// <summary>Runs the job and approves what it saw.</summary>
    public AuditBaseline Approve(params string[] paths)
    {
        Run();
        var approver = new BaselineApprover(workspace.Workspace, new Disk(), workspace.Clock, workspace);
        ApprovalPlan plan = approver.Plan(
            new ApprovalRequest(Last.ReusedRunId ?? Last.Id, [.. paths], "as deployed"), TestContext.Current.CancellationToken);
        return approver.Approve(plan, TestContext.Current.CancellationToken);
    }

    public void Dispose() => workspace.Dispose();

    private JsonNode Report() => JsonNode.Parse(File.ReadAllText(workspace["exports/reports/i.json"]))!;
}
