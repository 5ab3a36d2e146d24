using System.Text.Json.Nodes;
using AuditGraph.Core.Actions;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Stores;

namespace AuditGraph.Cli.Tests;

public sealed class BaselineTests : IDisposable
{
    private static readonly ActionCatalog Catalog = new(new ActionDefinition(
        new ActionDescriptor { Type = "test.watched", Summary = "Watches.", ReportVersion = 1, Formats = ["json"], Parameters = [] },
        _ => new WatchedAction())
    {
        ComparesWithApproved = true,
    });

    private readonly TemporaryFolder folder = new();

    private readonly string run;

    public BaselineTests()
    {
        folder.Write("config/jobs.yaml", "jobs:\n  watched: {action: {type: test.watched}}\n");
        folder.Write("a.txt", "a");
        folder.Write("src/b.txt", "b");
        run = (string)Run("jobs", "run", "watched").Json["run"]!;
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_a_run_saw_is_approved_listed_and_shown()
    {
        Assert.Equal("Nothing is approved; 'auditgraph baseline approve --run ID --reason TEXT' approves what a run saw.\n", OnTerminal("baseline", "list").Output);

        JsonNode done = Approve(run).Json;
        string id = (string)done["baseline"]!["id"]!;

        Assert.Equal(("ok", false, "watched", run), ((string?)done["status"], (bool)done["whatIf"]!, (string?)done["job"], (string?)done["run"]));
        Assert.Equal("""{"added":2,"modified":0,"removed":0,"facts":0}""", done["changes"]!.ToJsonString());
        Assert.Equal(done["baseline"]!.ToJsonString(), Assert.Single(Run("baseline", "list").Json["baselines"]!.AsArray())!.ToJsonString());
        Assert.Equal(
            ["id", "job", "time", "by", "reason", "run", "paths", "previous", "current", "files", "bytes", "snapshotRoot", "snapshotSha256"],
            Run("baseline", "show", id.ToUpperInvariant()).Json.AsObject().Select(member => member.Key));
        string shown = OnTerminal("baseline", "show", id).Output;
        Assert.Contains($"approval  {id} (in force)\njob       watched\n", shown, StringComparison.Ordinal);
        Assert.Contains("reason    as deployed\n", shown, StringComparison.Ordinal);
        Assert.Contains("paths     all that the run saw\nfiles     2, 2 bytes\n", shown, StringComparison.Ordinal);
        Assert.Equal(0, Run("ledger", "verify").ExitCode);
    }

    [Fact]
    public void A_part_is_approved_on_top_and_the_history_tells_of_both()
    {
        string first = (string)Approve(run).Json["baseline"]!["id"]!;
        folder.Write("a.txt", "changed");
        folder.Write("src/b.txt", "changed");
        string later = (string)Run("jobs", "run", "watched").Json["run"]!;

        CommandLine.Outcome tried = OnTerminal("baseline", "approve", "--run", later, "--path", "src", "--path", "!x", "--reason", "CHG-12", "--what-if");
        CommandLine.Outcome done = OnTerminal("baseline", "approve", "--run", later, "--path", "src", "--reason", "CHG-12");

        string changes = $"of what the run {later} of the job 'watched' saw: 0 added, 1 changed, 0 removed, 0 with other permissions or owners\n";
        Assert.Equal($"What if: would approve 'src', '!x' {changes}", tried.Output);
        Assert.StartsWith($"Approved 'src' {changes}  approval  ", done.Output, StringComparison.Ordinal);
        Assert.Equal(["CHG-12"], Reasons("baseline", "list"));
        Assert.Equal(["CHG-12", "as deployed"], Reasons("baseline", "list", "--history", "--job", "watched"));
        Assert.Empty(Reasons("baseline", "list", "--job", "other"));
        Assert.Contains($"replaces  {first}\n", OnTerminal("baseline", "show", done.Output.Trim()[^36..]).Output, StringComparison.Ordinal);
        Assert.Contains("  watched  ", OnTerminal("baseline", "list").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_approved_is_a_failure_with_its_code()
    {
        folder.Write("a.txt", "changed");

        CommandLine.Outcome moved = Approve(run);

        Assert.Equal((1, "AG2201"), (moved.ExitCode, (string?)moved.Json["detail"]!["code"]));
        Assert.Equal("AG2002", Code(Approve("nothing")));
        Assert.Equal("AG2207", Code(Run("baseline", "show", "nothing")));
        Assert.Equal("AG2203", Code(Run("baseline", "approve", "--run", run, "--reason", " ")));
        Assert.Equal(2, Run("baseline", "approve", "--run", run).ExitCode);
        Assert.Equal(2, Run("baseline", "approve", "--reason", "x").ExitCode);
        Assert.Empty(Reasons("baseline", "list"));
    }

    private CommandLine.Outcome Approve(string id) => Run("baseline", "approve", "--run", id, "--reason", "as deployed");

    private string?[] Reasons(params string[] arguments) =>
        [.. Run(arguments).Json["baselines"]!.AsArray().Select(approval => (string?)approval!["reason"])];

    private static string? Code(CommandLine.Outcome outcome) => (string?)outcome.Json["detail"]!["code"];

    private CommandLine.Outcome Run(params string[] arguments) => CommandLine.Run(folder.Root, Catalog, isTerminal: false, arguments);

    private CommandLine.Outcome OnTerminal(params string[] arguments) => CommandLine.Run(folder.Root, Catalog, isTerminal: true, arguments);

    private sealed class WatchedAction : IAuditAction
    {
        public ActionPreview Preview(ActionContext context, CancellationToken cancellation) => new();

        public Task<ActionResult> RunAsync(ActionContext context, CancellationToken cancellation)
        {
            SharedScan scan = context.Scan(
                new ScanRequest(new SnapshotScope { Exclude = ["config/"] }, Rehash.Changed, AllowsFallback: true), cancellation);
            SnapshotHeader snapshot = context.Keep(scan, cancellation, ScannedFacts.Of(scan.Result.Found, cancellation)).Snapshot;
            return Task.FromResult(new ActionResult
            {
                Report = new ReportDocument("Watched", [], "none"),
                SnapshotRoot = snapshot.Root.ToString(),
                SnapshotSha256 = snapshot.Digest.ToString(),
            });
        }
    }
}
