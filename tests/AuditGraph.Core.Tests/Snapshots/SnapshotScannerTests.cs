using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Snapshots;

public sealed class SnapshotScannerTests
{
    [Fact]
    public void Finds_files_links_and_folders_with_their_content()
    {
        using var folder = new ScratchFolder();
        folder.Write("a.txt", "alpha");
        folder.Write("b/c.txt", "gamma");
        File.CreateSymbolicLink(folder.At("link"), "b/c.txt");
        Directory.CreateDirectory(folder.At("empty/within"));
        folder.Shell("chmod +x b/c.txt");

        var expected = new TreeBuilder();
        expected.AddFile("b/c.txt"u8, executable: true, 5, ContentHash.Of("gamma"u8));
        expected.AddLink("link"u8, "b/c.txt"u8);
        expected.AddFile("a.txt"u8, executable: false, 5, ContentHash.Of("alpha"u8));

        ScanResult scan = folder.Scan();
        Assert.Equal(expected.Build().Root, scan.Tree.Root);
        Assert.Equal(3, scan.Tree.Files);
        Assert.Equal(17, scan.Tree.Bytes);
        Assert.Empty(scan.Coverage.Gaps);
    }

    [Fact]
    public void Stores_and_compares_what_it_found()
    {
        using var folder = new ScratchFolder();
        folder.Write("same", "same");
        folder.Write("gone", "gone");
        folder.Write("old/name", "moved");
        folder.Write("edited", "before");
        var store = new SnapshotStore(folder.Profile, new Disk());
        SnapshotHeader header = store.Add(folder.Scan(), Guid.CreateVersion7().ToString(), "job", DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);

        folder.Shell("rm gone; mkdir new; mv old/name new/name; echo after > edited; echo added > added");
        SnapshotComparison comparison = SnapshotDiff.Compare(store.Open(header), folder.Scan().Tree, TestContext.Current.CancellationToken);
        Assert.Equal(
            ["Added added", "Modified edited", "Removed gone", "Renamed new/name"],
            comparison.Changes.Select(change => $"{change.Kind} {change.Path}"));
        Assert.Equal(new ChangeTotal(1, 4), comparison.Unchanged);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reads_nothing_again_once_the_index_knows_it(bool portable)
    {
        using var folder = new ScratchFolder();
        folder.Write("a", "one");
        folder.Write("b/c", "two");
        var options = new ScanOptions { CacheFolder = folder.Cache, Portable = portable, Clock = new LateClock() };
        ScanResult first = folder.Scan(options: options);
        ScanResult second = folder.Scan(options: options);
        Assert.Equal(2, first.FilesRead);
        Assert.Equal(0, second.FilesRead);
        Assert.Equal(first.Tree.Root, second.Tree.Root);
    }

    [Fact]
    public void Leaves_out_repositories_and_its_own_folders()
    {
        using var folder = new ScratchFolder();
        folder.Write(".git/config", "x");
        folder.Write("sub/.git/config", "x");
        folder.Write(".pkg/x", "x");
        folder.Write("exports/x", "x");
        folder.Write("sub/exports/x", "x");
        ScanResult scan = folder.Scan(SnapshotScope.Everything);
        Assert.Equal(1, scan.Tree.Files);
        Assert.Equal(0, scan.Coverage.Excluded);
    }
}
