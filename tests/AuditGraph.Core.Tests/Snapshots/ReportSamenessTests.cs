using System.Text;
using AuditGraph.Core.Actions.ChangedSince;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Tests.Snapshots;

/// <summary>The report of a scan does not depend on how the scan was done.</summary>
public sealed class ReportSamenessTests
{
    [Theory]
    [InlineData("md")]
    [InlineData("json")]
    [InlineData("csv")]
    [InlineData("html")]
    public void A_report_is_the_same_to_the_byte_with_one_thread_and_many_and_on_either_way(string format)
    {
        using var folder = new ScratchFolder();
        var random = new Random(8);
        Plant(folder, random, 300);
        SnapshotTree before = folder.Scan(options: new ScanOptions()).Tree;

        // Every third file is moved, every fifth goes, and as many come, of which some have the same content.
        folder.Shell("n=0; find . -type f | LC_ALL=C sort | while read -r f; do n=$((n+1)); if [ $((n % 3)) = 0 ]; then mv \"$f\" \"moved$n\"; elif [ $((n % 5)) = 0 ]; then rm \"$f\"; fi; done");
        Plant(folder, random, 300);
        folder.Shell("mkfifo 1/pipe 2/pipe pipe; ln -s 1 link");

        var reports = new HashSet<string>();
        foreach (bool portable in new[] { false, true })
        {
            foreach (int threads in new[] { 1, 2, 7, 16 })
            {
                reports.Add(Report(before, folder.Scan(options: new ScanOptions { Threads = threads, Portable = portable }), format));
            }
        }

        string report = Assert.Single(reports);
        Assert.All(["added", "removed", "renamed", "modified"], kind => Assert.Contains(kind, report, StringComparison.Ordinal));
    }

    private static void Plant(ScratchFolder folder, Random random, int files)
    {
        for (int index = 0; index < files; index++)
        {
            folder.Write($"{random.Next(5)}/{random.Next(5)}/{random.Next(2 * files)}", $"content {random.Next(files / 3)}");
        }
    }

    private static string Report(SnapshotTree before, ScanResult scan, string format)
    {
        var baseline = new GitBaseline("4f2a") { Name = "git:4f2a", Description = "", Notes = [] };
        ReportDocument report = ChangedSinceReport.Create(
            "last-run", baseline, before, scan, new Dictionary<TreePath, string>(), SnapshotDiff.Compare(before, scan.Tree, TestContext.Current.CancellationToken), []);
        return Encoding.UTF8.GetString(ReportFormats.WriterFor(format).Write(report).Content.ToArray());
    }
}
