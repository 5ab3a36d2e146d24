using System.Text;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Tests.Baselines;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Snapshots;

public sealed class ScannedFactsTests
{
    private const string Made = """
        mkdir -p a/b '.aa' none '.git'; chmod 2750 a; chmod 700 a/b
        printf x > a/b/c; chmod 4711 a/b/c; printf y > '.h'; chmod 640 '.h'; ln '.h' a/twin; printf z > '.aa/z'
        ln -s nowhere link; printf w > "$(printf 'n\nl')"
        """;

    [Fact]
    public void A_map_tells_of_files_links_and_the_folders_that_hold_some_what_the_system_says()
    {
        using var folder = new ScratchFolder();
        folder.Shell(Made);
        ScanResult scan = folder.Scan();

        Assert.Equal(Expected(folder), Texts(FactsOf(scan)));

        // Again from the stat index, where nothing is read.
        ScanResult again = folder.Scan();
        Assert.Equal(FactsOf(scan).Root, FactsOf(again).Root);
        folder.Shell("chmod 600 a/b/c");
        Assert.NotEqual(FactsOf(scan).Root, FactsOf(folder.Scan()).Root);
        Assert.Equal(Expected(folder), Texts(FactsOf(folder.Scan())));
    }

    [Fact]
    public void The_number_of_names_is_told_anew_when_a_further_one_is_made_out_of_sight()
    {
        using var folder = new ScratchFolder();
        folder.Shell("printf x > a; mkdir .git; touch -d '2020-01-01' a");
        folder.Scan();
        folder.Shell("ln a .git/a");
        Assert.EndsWith(" 2", Texts(FactsOf(folder.Scan()))["a"], StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_seen_is_in_no_map()
    {
        using var folder = new ScratchFolder();
        folder.Shell("mkdir a b; printf x > a/x; chmod 0 a; printf y > b/y; chmod 0 b/y; printf z > z");
        ScanResult scan = OrdinaryUser.Do(Path.GetDirectoryName(folder.Root)!, () => folder.Scan());
        folder.Shell("chmod 700 a");
        Assert.Equal(2, scan.Coverage.Gaps.Count);
        Assert.Equal([".git", "b/.git", "z"], Texts(FactsOf(scan)).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_snapshot_keeps_its_facts_when_others_are_removed()
    {
        using var folder = new ScratchFolder();
        folder.Shell(Made);
        var store = new SnapshotStore(folder.Profile, new Disk());
        ScanResult scan = folder.Scan();
        SnapshotHeader first = Add(store, scan);
        folder.Shell("chmod 600 a/b/c");
        SnapshotHeader second = Add(store, folder.Scan());
        Assert.Equal(second.Digest, SnapshotHeader.FromBytes(second.ToBytes()).Digest);
        Assert.NotEqual(first.Facts, second.Facts);

        var all = SnapshotFiles.Read(folder.Profile.Snapshots);
        var removal = new SnapshotRemoval(folder.Profile, new Disk());
        removal.Apply(SnapshotRemoval.Plan(all, new HashSet<string> { first.RunId }, CancellationToken.None));

        var reader = new SnapshotStore(folder.Profile, new Disk());
        SnapshotHeader left = Assert.Single(reader.List());
        Assert.Equal(Expected(folder), Texts(reader.OpenFacts(left)!));
    }

    [Theory]
    [InlineData("0644 0 0")]
    [InlineData("7777 4294967295 12 1")]
    public void A_text_is_read_as_it_was_written(string text)
    {
        var facts = EntryFacts.Read(Encoding.UTF8.GetBytes(text));
        byte[] room = new byte[EntryFacts.LongestText];
        Assert.Equal(text, Encoding.UTF8.GetString(room.AsSpan(0, facts.Write(room))));
        Assert.Equal(text[..4], facts.ModeText);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0644")]
    [InlineData("0644 0")]
    [InlineData("0888 0 0")]
    [InlineData("0644 00 0")]
    [InlineData("0644 0 0 1 1")]
    [InlineData("0644 0 4294967296")]
    [InlineData("0644  0 0")]
    public void Another_text_is_refused(string text) =>
        Assert.Throws<FormatException>(() => EntryFacts.Read(Encoding.UTF8.GetBytes(text)));

    private static SnapshotHeader Add(SnapshotStore store, ScanResult scan) => store.Add(
        scan,
        new SnapshotExtras(Facts: FactsOf(scan)),
        Guid.CreateVersion7().ToString(),
        "job",
        DateTimeOffset.UnixEpoch.AddDays(store.List().Count),
        TestContext.Current.CancellationToken);

    private static SnapshotTree FactsOf(ScanResult scan) =>
        ScannedFacts.Of(scan.Found, TestContext.Current.CancellationToken);

    private static Dictionary<string, string> Texts(SnapshotTree map) => PathTexts.Read(map.Root, map.Nodes)
        .ToDictionary(entry => entry.Key.ToString(), entry => Encoding.UTF8.GetString(entry.Value));

    private static Dictionary<string, string> Expected(ScratchFolder folder) => folder
        .Shell("""
            find . -name .git -prune -o -type d -empty -prune -o -type d -printf '%P/.git %04m %U %G\0' -o -printf '%P %04m %U %G %n\0'
            """)
        .Split('\0', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.TrimStart('/').Replace("\n", "\\n", StringComparison.Ordinal).Split(' ', 2))
        .ToDictionary(line => line[0], line => line[1]);
}
