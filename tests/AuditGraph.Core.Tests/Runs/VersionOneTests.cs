using AuditGraph.Core.Configuration;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;
using AuditGraph.CrashHarness;

namespace AuditGraph.Core.Tests.Runs;

/// <summary>
/// <c>Runs/Version1</c> is a workspace as the version left it that wrote records of version 1: two runs that went well,
/// one that failed and one that was killed.
/// </summary>
public sealed class VersionOneTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public VersionOneTests()
    {
        string source = RepositoryFile.PathOf("tests/AuditGraph.Core.Tests/Runs/Version1");
        foreach (string path in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string copy = folder[Path.GetRelativePath(source, path)];
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
    }

    private Workspace Workspace => WorkspaceOpener.Locate(folder.Root, folder.Root);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Its_records_are_read()
    {
        AuditJobRun[] runs = [.. Runs()];

        Assert.Equal(
            ["endless: Abandoned", "broken: Failed", "changed: Ok", "changed: Ok"], runs.Select(run => $"{run.Job}: {run.Status}"));
        Assert.Equal("BaselineNotFound", runs[1].ErrorName);
        Assert.Equal(AuditVerdict.None, runs[2].Verdict);
        Assert.Equal(AuditRunOrigin.Fresh, runs[2].Origin);
        Assert.Null(runs[2].InvocationId);
        Assert.Empty(runs[2].Attempts);
        Assert.Equal(2, runs[2].Counts["modified"]);
    }

    [Fact]
    public void Its_ledger_verifies_and_goes_on()
    {
        AssertVerifies();
        AuditJob job = JobSelection.Find(JobConfig.Load(folder.Root).RequireValid(), "changed");

        JobRunResult result = new JobRunner(Workspace, new Disk(), TimeProvider.System).Run(job, null, new QuietObserver(), CancellationToken.None);

        Assert.Equal(AuditRunStatus.Ok, result.Run.Status);
        Assert.Equal(5, Runs().Count());
        AssertVerifies();
    }

    private IEnumerable<AuditJobRun> Runs() =>
        new RunHistory(Workspace.Paths, new Disk(), TimeProvider.System, new QuietObserver()).ReadNewestFirst(new RunFilter());

    private void AssertVerifies()
    {
        AuditLedgerVerification found = new LedgerVerifier(Workspace.Paths).Verify(new LedgerVerificationOptions(), CancellationToken.None);
        Assert.True(found.IsValid, string.Join("; ", found.Problems));
        Tool.Require("python3", "openssl");
        (int exitCode, string output) = Tool.Run(
            folder.Root, "python3", RepositoryFile.PathOf("tests/AuditGraph.Core.Tests/Ledger/check_ledger.py"), "ledger", Workspace.Paths.Folder);
        Assert.True(exitCode == 0, output);
        (exitCode, output) = Tool.Run(folder.Root, "sh", RepositoryFile.PathOf("tools/verify.sh"), Workspace.Paths.Folder);
        Assert.True(exitCode == 0, output);
    }
}
