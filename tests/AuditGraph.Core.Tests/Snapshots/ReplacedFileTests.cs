using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Snapshots;

/// <summary>Files in whose place there is something else once they are opened.</summary>
public sealed class ReplacedFileTests
{
    [Theory]
    [InlineData("mkfifo file")]
    [InlineData("mkdir file")]
    [InlineData("ln -s /etc/passwd file")]
    public void A_file_that_becomes_something_else_is_unstable_and_not_read(string replacement)
    {
        Assert.SkipUnless(SystemFolder.ListsFast, "This is not Linux.");
        using var folder = new ScratchFolder();
        folder.Write("file", "content");
        Assert.Equal(FileOutcome.Done, SystemFolder.OpenRoot(folder.Root, portable: false, out FolderHandle? root));
        ScanResult scan = new SnapshotScanner(new Disk()).Scan(
            folder.Root,
            new ReplacingFolder(root!, () => folder.Shell($"rm file; {replacement}")),
            SnapshotScope.Everything,
            new ScanOptions(),
            new ScratchFolder.SilentObserver(),
            TestContext.Current.CancellationToken);
        Assert.Equal(["file Unstable"], scan.Coverage.Gaps.Select(gap => $"{gap.Path} {gap.Reason}"));
        Assert.Equal(0, scan.Tree.Files);
    }

    /// <summary>A folder in which something happens before a file is opened.</summary>
    private sealed class ReplacingFolder(FolderHandle inner, Action replace) : PassingFolder(inner)
    {
        public override FileOutcome OpenFile(ReadOnlySpan<byte> name, out FileHandle? file)
        {
            replace();
            return base.OpenFile(name, out file);
        }
    }
}
