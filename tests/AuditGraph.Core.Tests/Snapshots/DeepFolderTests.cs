using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;

namespace AuditGraph.Core.Tests.Snapshots;

/// <summary>Folders nested deeper than anybody would, but anybody may.</summary>
public sealed class DeepFolderTests
{
    [Fact]
    public void A_path_takes_no_more_stack_however_deep_it_leads()
    {
        const int depth = 200_000;
        ScannedFolder folder = Nest(depth);
        int length = 0;
        var small = new Thread(() => length = folder.Path.Bytes.Length, maxStackSize: 128 * 1024);
        small.Start();
        small.Join();
        Assert.Equal((2 * depth) - 1, length);
    }

    [Fact]
    public void A_path_is_the_names_with_slashes_between() => Assert.Equal("d/d/d", Nest(3).Path.ToString());

    [Fact]
    public void A_scan_with_patterns_takes_room_for_one_path_and_not_for_all_that_lead_to_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere a path has a largest length.");
        using var folder = new ScratchFolder();
        folder.Shell("i=0; while [ $i -lt 1500 ]; do mkdir d; cd d; i=$((i+1)); done; printf x > file; printf x > file.o");
        var scope = new SnapshotScope { Exclude = ["*.o"] };
        long before = GC.GetAllocatedBytesForCurrentThread();

        ScanResult scan = folder.Scan(scope, new ScanOptions { Threads = 1 });

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
        Assert.Equal((1, 1), (scan.Tree.Files, scan.Coverage.Excluded));
    }

    private static ScannedFolder Nest(int depth)
    {
        ScopeFolder scope = new ScopeRules(SnapshotScope.Everything).Root;
        var folder = new ScannedFolder(null, [], scope, default);
        for (int level = 0; level < depth; level++)
        {
            folder = new ScannedFolder(folder, [.. "d\0"u8], scope, default);
        }

        return folder;
    }
}
