using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Workspaces;
using AuditGraph.CrashHarness;

namespace AuditGraph.Core.Tests.Snapshots;

/// <summary>Files whose content was changed without a trace in what the system says of them.</summary>
public sealed class SilentChangeTests : IDisposable
{
    private static readonly ScanOptions Late = new() { Clock = new LateClock() };

    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(nameof(Rehash.Full))]
    [InlineData(nameof(Rehash.Sampled))]
    public void Once_found_it_is_not_taken_back_by_the_next_scan(string rehash)
    {
        folder.Write("file", "after");
        ScanOptions options = Late with { CacheFolder = folder.Cache };
        ScanResult truth = folder.Scan(options: options);
        MakeIndexBelieve(SnapshotScope.Everything, "before");
        Assert.NotEqual(truth.Tree.Root, folder.Scan(options: options).Tree.Root);

        ScanResult found = folder.Scan(options: options with { Rehash = Enum.Parse<Rehash>(rehash), SampleShare = 1 });
        ScanResult next = folder.Scan(options: options);

        Assert.Single(found.SilentChanges);
        Assert.Equal(truth.Tree.Root, found.Tree.Root);
        Assert.Equal(truth.Tree.Root, next.Tree.Root);
        Assert.Equal(0, next.FilesRead);
    }

    [Fact]
    public void Once_found_it_is_not_taken_back_by_a_scan_of_another_scope()
    {
        var other = new SnapshotScope { Exclude = ["nothing"] };
        folder.Write("file", "after");
        ScanOptions options = Late with { CacheFolder = folder.Cache };
        ScanResult truth = folder.Scan(options: options);
        folder.Scan(other, options);
        MakeIndexBelieve(SnapshotScope.Everything, "before");
        MakeIndexBelieve(other, "before");

        folder.Scan(options: options with { Rehash = Rehash.Full });

        Assert.Equal(truth.Tree.Root, folder.Scan(other, options).Tree.Root);
    }

    [Fact]
    public void Once_found_it_is_not_taken_back_where_the_index_cannot_be_written()
    {
        folder.Write("file", "after");
        ScanOptions options = Late with { CacheFolder = folder.Cache };
        ScanResult truth = folder.Scan(options: options);
        MakeIndexBelieve(SnapshotScope.Everything, "before");

        new SnapshotScanner(new FaultyDisk(new Disk(), 2, FaultKind.Torn, () => throw new IOException("The disk is full."))).Scan(
            folder.Root,
            SnapshotScope.Everything,
            options with { Rehash = Rehash.Full },
            new ScratchFolder.SilentObserver(),
            TestContext.Current.CancellationToken);

        Assert.Equal(truth.Tree.Root, folder.Scan(options: options).Tree.Root);
    }

    /// <summary>Puts the hash of another content into the index, which is what a silent change of the file comes down to.</summary>
    private void MakeIndexBelieve(SnapshotScope scope, string content)
    {
        string path = StatIndex.PathFor(folder.Cache, scope);
        byte[] index = File.ReadAllBytes(path);
        StatBlock root = StatBlock.At(index, StatIndexHeader.Size);
        root.Entry(0).Hash = ContentHash.Of(Encoding.UTF8.GetBytes(content));
        var node = new TreeNodeWriter();
        root.WriteNode(node);
        root.Header.Hash = ContentHash.Of(node.Node);
        StatIndex.Seal(index);
        File.WriteAllBytes(path, index);
    }
}
