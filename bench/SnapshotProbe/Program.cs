using System.Diagnostics;
using System.Globalization;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.SnapshotProbe;

/// <summary>
/// The snapshot part of a run as a process of its own, so that it can be timed without the rest of the product:
/// scan, store, compare with the snapshot before.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is ["compare", string folder])
        {
            return CompareStored(Path.GetFullPath(folder));
        }

        if (arguments is not ["scan", string workspace, .. string[] switches])
        {
            Console.Error.WriteLine("usage: scan FOLDER [--full] [--portable] [--single] [--no-store] | compare FOLDER");
            return 2;
        }

        Scan(Path.GetFullPath(workspace), switches);
        return 0;
    }

    private static void Scan(string root, string[] switches)
    {
        long begun = Stopwatch.GetTimestamp();
        var paths = new ProfilePaths(root, "default");
        var disk = new Disk();
        var store = new SnapshotStore(paths, disk);
        var options = new ScanOptions
        {
            CacheFolder = paths.Cache,
            Rehash = switches.Contains("--full") ? Rehash.Full : Rehash.Changed,
            Portable = switches.Contains("--portable"),
            Threads = switches.Contains("--single") ? 1 : Environment.ProcessorCount,
        };
        SnapshotHeader? previous = store.NewestAtOrBefore(DateTimeOffset.MaxValue, SnapshotScope.Everything);
        Mark("listed the store", begun);
        ScanResult scan = new SnapshotScanner(disk).Scan(
            root, SnapshotScope.Everything, options with { ExpectedFiles = previous?.Files }, new SilentObserver(), CancellationToken.None);
        Mark("scanned", begun);
        if (!switches.Contains("--no-store"))
        {
            store.Add(scan, Guid.CreateVersion7().ToString(), "probe", DateTimeOffset.UtcNow);
            Mark("stored", begun);
        }

        if (previous is not null)
        {
            SnapshotComparison comparison = SnapshotDiff.Compare(store.Open(previous), scan.Tree);
            Mark("compared", begun);
            Console.WriteLine($"changes {comparison.Changes.Count}");
        }

        Console.WriteLine($"root {scan.Tree.Root} files {scan.Tree.Files} bytes {scan.Tree.Bytes} read {scan.FilesRead} gaps {scan.Coverage.Gaps.Count}");
        PrintPeakMemory();
    }

    private static int CompareStored(string root)
    {
        const int repeats = 21;
        var took = new double[repeats];
        SnapshotComparison? comparison = null;
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            long begun = Stopwatch.GetTimestamp();
            var store = new SnapshotStore(new ProfilePaths(root, "default"), new Disk());
            if (store.List() is not [.., { } older, { } newer])
            {
                Console.Error.WriteLine("There are no two snapshots to compare.");
                return 1;
            }

            comparison = SnapshotDiff.Compare(store.Open(older), store.Open(newer));
            took[repeat] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        }

        double first = took[0];
        Array.Sort(took);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first {first:f1} ms, median {took[repeats / 2]:f1} ms, each from opening the store"));
        Console.WriteLine($"changes {comparison!.Changes.Count} unchanged {comparison.Unchanged.Files}");
        PrintPeakMemory();
        return 0;
    }

    private static void Mark(string what, long begun) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(begun).TotalMilliseconds:f1} ms {what} ({System.Runtime.JitInfo.GetCompiledMethodCount()} methods compiled in {System.Runtime.JitInfo.GetCompilationTime().TotalMilliseconds:f1} ms)"));

    private static void PrintPeakMemory()
    {
        const string status = "/proc/self/status";
        if (File.Exists(status))
        {
            Console.WriteLine(File.ReadLines(status).First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)));
        }
    }

    private sealed class SilentObserver : IAuditObserver
    {
        public void OnProgress(AuditProgress progress)
        {
        }

        public void OnVerbose(string message)
        {
        }

        public void OnWarning(string message)
        {
        }
    }
}
