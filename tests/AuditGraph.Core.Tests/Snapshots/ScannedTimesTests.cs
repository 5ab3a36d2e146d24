using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Tests.Snapshots;

public sealed class ScannedTimesTests
{
    private static readonly DateTimeOffset Moment = new(2020, 5, 17, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Lists_what_was_modified_after_the_moment_in_order(bool portable)
    {
        using var folder = new ScratchFolder();
        foreach (string name in (string[])["z", "b/at", "b/after", "a", "b/c/tool", "old/x"])
        {
            folder.Write(name, name);
        }

        folder.Shell("""
            ln -s nowhere link
            chmod +x b/c/tool
            touch -h -d 2020-05-17T12:00:00Z z b/at old/x
            touch -h -d 2020-05-17T12:00:00.000000100Z b/after
            touch -h -d 2020-05-18T00:00:00Z a b/c/tool link
            """);
        var options = new ScanOptions { CacheFolder = folder.Cache, Portable = portable };
        SnapshotComparison found = Compare(folder.Scan(options: options), Moment);
        Assert.Equal(
            ["File a", "File b/after", "Executable b/c/tool", "Link link"],
            found.Changes.Select(change => $"{change.EntryKind} {change.Path}"));
        Assert.All(found.Changes, change => Assert.Equal(AuditChangeKind.Modified, change.Kind));
        Assert.Equal(ContentHash.Of("nowhere"u8), found.Changes[3].Sha256);
        Assert.Equal(ContentHash.Of("b/after"u8), found.Changes[1].Sha256);
        Assert.Equal(new ChangeTotal(4, 1 + 7 + 8 + 7), found.Modified);
        Assert.Equal(new ChangeTotal(3, 1 + 4 + 5), found.Unchanged);

        // The second scan has it from the index.
        Assert.Equal(found.Changes, Compare(folder.Scan(options: options), Moment).Changes);
    }

    [Fact]
    public void Lists_names_that_are_not_text()
    {
        using var folder = new ScratchFolder();
        folder.Shell("printf x > \"$(printf 'caf\\351')\"");
        Assert.Equal(["caf\\xe9"], Compare(folder.Scan(), Moment).Changes.Select(change => change.Path.ToString()));
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z", 1)]
    [InlineData("1969-12-31T23:59:59.9999999Z", 1)]
    [InlineData("9999-12-31T23:59:59Z", 0)]
    public void Takes_any_moment(string moment, int listed)
    {
        using var folder = new ScratchFolder();
        folder.Write("a", "a");
        folder.Shell("touch -d @0 a");
        Assert.Equal(
            listed, Compare(folder.Scan(), DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture)).Changes.Count);
    }

    private static SnapshotComparison Compare(ScanResult scan, DateTimeOffset moment) =>
        scan.Times.CompareWith(moment, TestContext.Current.CancellationToken);
}
