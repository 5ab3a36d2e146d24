using AuditGraph.Core.Baselines;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Tests.Snapshots;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Baselines;

/// <summary>A profile that version 0.1.0 made stays of use: its snapshots know nothing of what was last seen.</summary>
public sealed class FirstFormTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public FirstFormTests()
    {
        string source = RepositoryFile.PathOf("tests/AuditGraph.Core.Tests/Golden/Workspaces/first-form/profiles");
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string to = folder[Path.Join(".pkg/profiles", Path.GetRelativePath(source, file))];
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }

    private ProfilePaths Paths => new(folder.Root, "default");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_snapshot_opens_to_the_last_node_and_the_ledger_verifies()
    {
        var store = new SnapshotStore(Paths, new Disk());

        Assert.Equal(4, store.List().Count);
        Assert.Empty(store.Damaged);
        Assert.All(store.List(), header => Assert.Equal(header.Files, ScopeTests.Paths(store.Open(header)).Count()));
        Assert.True(new LedgerVerifier(Paths).Verify(new LedgerVerificationOptions(), TestContext.Current.CancellationToken).IsHistoryValid);
    }

    [Fact]
    public void What_its_last_run_did_not_see_is_looked_up_in_the_run_before()
    {
        var store = new SnapshotStore(Paths, new Disk());
        var choice = new SnapshotChoice(store.List(), SettledRuns.Open(Paths));
        SnapshotHeader last = choice.LastOf("changed", out _)!;
        Assert.Equal(2, last.Gaps);

        SnapshotTree known = new LastSeen(store, choice).OpenKnown(last);

        Assert.Equal([".gitignore", "a.txt", "b.log", "closed/one.txt", "secret.txt"], ScopeTests.Paths(known).Order(StringComparer.Ordinal));
    }
}
