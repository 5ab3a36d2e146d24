using System.Text.Json.Nodes;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Tests.Ledger;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Runs;

/// <summary>A job whose report is written to several files: each is recorded, verified, settled and reused as a single one is.</summary>
public sealed class SeveralOutputsTests : IDisposable
{
    private static readonly string[] Places = ["exports/reports/names.md", "exports/tables/names.csv", "exports/page.html"];

    private readonly TemporaryFolder folder = new();

    private readonly ListeningObserver observer = new();

    public SeveralOutputsTests()
    {
        folder.Write("config/jobs.yaml", """
            jobs:
              names:
                action: {type: check.files, args: {rules: [{name: todo, files: '*.txt', forbid: TODO}]}}
                output:
                  - format: md
                  - path: exports/tables/names.csv
                  - path: exports/page.html
            """);
        folder.Write("a.txt", "a");
    }

    private Workspace Workspace => WorkspaceOpener.Locate(folder.Root, folder.Root);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Each_is_written_in_its_format_and_hashed_in_record_and_ledger()
    {
        AuditJobRun run = Run().Run;

        Assert.Equal(Places.Select(place => folder[place]), run.Outputs.Select(output => output.Path));
        Assert.All(run.Outputs, output => Assert.Equal(ContentHash.Of(File.ReadAllBytes(output.Path)).ToString(), output.Sha256));
        Assert.All(run.Outputs, output => Assert.Equal(new FileInfo(output.Path).Length, output.Bytes));
        Assert.Equal((run.Outputs[0].Path, run.Outputs[0].Sha256, run.Outputs[0].Bytes), (run.OutputPath, run.OutputSha256, run.OutputBytes));
        Assert.StartsWith("# ", File.ReadAllText(folder[Places[0]]), StringComparison.Ordinal);
        Assert.StartsWith("Severity,", File.ReadAllText(folder[Places[1]]), StringComparison.Ordinal);
        Assert.StartsWith("<!doctype html>", File.ReadAllText(folder[Places[2]]), StringComparison.OrdinalIgnoreCase);
        JsonNode record = JsonNode.Parse(File.ReadAllBytes(run.RecordPath!))!;
        Assert.Equal(Places, (string[])[record["output"]!["path"]!.GetValue<string>(), .. record["moreOutputs"]!.AsArray().Select(more => more!["path"]!.GetValue<string>())]);
        LedgerEntry end = Log().TryOpen()!.ReadBackwards().First().Entry;
        Assert.Equal(run.Outputs.Select(output => output.Sha256), end.Outputs.Select(output => output.Hash.ToString()));
        Assert.Equal(Places, end.Outputs.Select(output => output.Path));
        Assert.Equal(run.Outputs, History()[0].Outputs);
        Assert.Empty(Verify());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Whoever_alters_or_removes_one_is_found_out_and_the_next_run_says_so(int altered)
    {
        Run();
        string place = folder[Places[altered]];
        File.AppendAllText(place, "forged");

        Assert.Equal([("OutputChanged", Places[altered])], Verify());
        folder.Write("a.txt", "b");
        AuditJobRun next = Run().Run;
        Assert.Contains(Places[altered], Assert.Single(next.Warnings), StringComparison.Ordinal);
        Assert.Empty(Verify());
        File.Delete(place);
        Assert.Equal([("OutputMissing", Places[altered])], Verify());
    }

    [Fact]
    public void A_record_that_was_altered_is_told_once()
    {
        AuditJobRun run = Run().Run;
        File.AppendAllText(run.RecordPath!, " ");
        folder.Write("a.txt", "b");

        Assert.Contains(run.Id, Assert.Single(Run().Run.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_are_there_are_reused_and_those_that_are_not_are_written_again()
    {
        Run();
        AuditJobRun settled = Run().Run;
        AuditJobRun reused = Run().Run;
        Assert.Equal(AuditRunOrigin.Reused, reused.Origin);
        Assert.Equal(settled.Outputs, reused.Outputs);
        byte[] page = File.ReadAllBytes(folder[Places[2]]);
        DateTime untouched = File.GetLastWriteTimeUtc(folder[Places[0]]);
        File.Delete(folder[Places[1]]);
        File.WriteAllText(folder[Places[2]], "forged");

        AuditJobRun restored = Run().Run;

        Assert.Equal(AuditRunOrigin.Restored, restored.Origin);
        Assert.Equal(settled.Outputs, restored.Outputs);
        Assert.Equal([Places[1], Places[2]], restored.Reasons.Where(reason => reason.Part is not null).Select(reason => reason.Part!).Order(StringComparer.Ordinal).Reverse());
        Assert.Equal(page, File.ReadAllBytes(folder[Places[2]]));
        Assert.Equal(untouched, File.GetLastWriteTimeUtc(folder[Places[0]]));
        Assert.Empty(Verify());
    }

    [Fact]
    public void Another_list_of_outputs_is_another_report()
    {
        Run();
        Run();
        string jobs = File.ReadAllText(folder["config/jobs.yaml"]);
        folder.Write("config/jobs.yaml", jobs.Replace("      - path: exports/page.html", "", StringComparison.Ordinal));

        AuditJobRun run = Run().Run;

        Assert.Equal(AuditRunOrigin.Fresh, run.Origin);
        Assert.Equal(2, run.Outputs.Count);
        Assert.Contains(run.Reasons, reason => reason is { Code: "output_spec_changed", Part: "output" });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void One_that_cannot_be_put_in_place_keeps_no_other_from_it_and_follows_later(int refused)
    {
        Run();
        folder.Write("a.txt", "TODO");
        JobRunResult result = Run(new WatchedDisk
        {
            Renaming = (_, to) =>
            {
                if (to == folder[Places[refused]])
                {
                    throw new UnauthorizedAccessException("Operation not permitted");
                }
            },
        });

        Assert.Equal("WriteFailed", result.Error!.Descriptor.Name);
        Assert.Equal([("OutputNotInPlace", Places[refused])], Verify());

        new RunLedger(Workspace.Paths, new Disk(), TimeProvider.System, observer).SettleAbandoned(CancellationToken.None);

        Assert.Empty(Verify());
        Assert.DoesNotContain(folder.Listing(), entry => entry.Contains(".tmp-", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_one_is_refused_none_is_written()
    {
        Directory.CreateDirectory(folder["exports"]);
        File.CreateSymbolicLink(folder["exports/tables"], Path.GetTempPath());

        JobRunResult result = Run();

        Assert.Equal("OutputPathRefused", result.Error!.Descriptor.Name);
        Assert.False(File.Exists(folder[Places[0]]));
        Assert.False(File.Exists(folder[Places[2]]));
        Assert.Empty(result.Run.Outputs);
    }

    private JobRunResult Run(IDisk? disk = null) => new JobRunner(Workspace, disk ?? new Disk(), TimeProvider.System)
        .Run(JobSelection.Find(JobConfig.Load(folder.Root).RequireValid(), "names"), null, observer, CancellationToken.None);

    private LedgerLog Log() => new(Workspace.Paths, new Disk(), TimeProvider.System, observer);

    private AuditJobRun[] History() =>
        [.. new RunHistory(Workspace.Paths, new Disk(), TimeProvider.System, observer).ReadNewestFirst(new RunFilter())];

    private IEnumerable<(string Name, string? Path)> Verify() =>
        new LedgerVerifier(Workspace.Paths).Verify(new LedgerVerificationOptions(), TestContext.Current.CancellationToken)
            .Problems.Select(problem => (problem.Name, problem.Path));
}
