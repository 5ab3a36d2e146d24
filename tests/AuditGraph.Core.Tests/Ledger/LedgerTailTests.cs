using AuditGraph.Core.Canonical;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Workspaces;
using AuditGraph.CrashHarness;

namespace AuditGraph.Core.Tests.Ledger;

/// <summary>What appends leave that ended too early: what no checkpoint covers yet, and what one covers no longer.</summary>
public sealed class LedgerTailTests
{
    [Fact]
    public void A_tail_that_no_checkpoint_covers_is_set_aside_with_a_warning()
    {
        using var profile = TestProfile.OfSize(3);
        File.WriteAllBytes(Path.Join(profile.Paths.Ledger, "tile/entries/000.p/4"), [0, 9, 1]);
        File.WriteAllBytes(Path.Join(profile.Paths.Ledger, "tile/0/000.p/4"), []);
        Assert.Equal(["UncoveredTail", "UncoveredTail"], Problems(profile));

        profile.Append(1);

        Assert.Contains("set aside", Assert.Single(profile.Observer.Warnings), StringComparison.Ordinal);
        string[] aside = Directory.GetFiles(Path.Join(profile.Paths.Ledger, "aside"), "*", SearchOption.AllDirectories);
        Assert.Equal([0, 3], aside.Select(path => new FileInfo(path).Length).Order());
        Assert.Equal(4, profile.Open().ReadBackwards().Count());
    }

    [Theory]
    [InlineData(3, "tile/entries/000.p/4", true)]
    [InlineData(3, "tile/entries/000", true)]
    [InlineData(3, "tile/0/000.p/255", true)]
    [InlineData(3, "tile/0/000", true)]
    [InlineData(3, "tile/1/000.p/1", true)]
    [InlineData(255, "tile/entries/001.p/1", true)]
    [InlineData(255, "tile/0/001", true)]
    [InlineData(256, "tile/1/000.p/2", true)]
    [InlineData(256, "tile/entries/001.p/7", true)]
    [InlineData(3, "tile/0/002", false)]
    [InlineData(3, "tile/2/000.p/1", false)]
    public void Whatever_the_next_append_may_write_is_moved_out_of_its_way_and_no_more(int size, string left, bool isMoved)
    {
        using var profile = TestProfile.OfSize(size);
        TestProfile.Write(Path.Join(profile.Paths.Ledger, left), "left");
        Assert.Equal(["UncoveredTail"], Problems(profile));

        profile.Log.Append(TestProfile.Started(size), TestProfile.Started(size + 1));

        Assert.Equal(isMoved ? [] : ["UncoveredTail"], Problems(profile));
        string aside = Path.Join(profile.Paths.Ledger, LedgerFolder.AsideName);
        Assert.Equal(isMoved, Directory.Exists(aside));
        if (isMoved)
        {
            Assert.Equal("left", File.ReadAllText(Path.Join(Assert.Single(Directory.GetDirectories(aside)), left)));
        }

        Assert.Equal(size + 2, profile.Open().ReadBackwards().Count());
    }

    [Fact]
    public void What_looks_like_a_tail_while_somebody_appends_is_none()
    {
        using var profile = TestProfile.OfSize(3);
        TestProfile.Write(Path.Join(profile.Paths.Ledger, "tile/0/000.p/4"), "left");
        using FileLock? appending = FileLock.TryAcquire(new Disk(), profile.Paths.Lock);

        Assert.Empty(Problems(profile));
    }

    [Fact]
    public void What_an_append_did_not_come_to_delete_belongs_to_the_ledger_until_the_next_deletes_it()
    {
        using var profile = TestProfile.OfSize(3);
        string[] left = [.. profile.LedgerFiles().Where(path => path != "checkpoint")];
        byte[][] contents = [.. left.Select(path => File.ReadAllBytes(Path.Join(profile.Paths.Ledger, path)))];
        profile.Log.Append(TestProfile.Started(3));
        foreach ((string path, byte[] content) in left.Zip(contents))
        {
            File.WriteAllBytes(Path.Join(profile.Paths.Ledger, path), content);
        }

        TestProfile.Write(AtomicFile.TemporaryPathOf(Path.Join(profile.Paths.Ledger, "checkpoint"), "t"), "torn");
        Assert.Empty(Problems(profile));

        profile.Log.Append(TestProfile.Started(4));

        Assert.Equal(["checkpoint", "tile/0/000.p/5", "tile/entries/000.p/5"], profile.LedgerFiles());
    }

    [Fact]
    public void The_partial_forms_of_what_is_full_are_deleted_with_their_folder()
    {
        using var profile = TestProfile.OfSize(255);

        profile.Log.Append(TestProfile.Started(255), TestProfile.Started(256));

        string tiles = Path.Join(profile.Paths.Ledger, "tile");
        Assert.Equal(["000", "001.p"], Directory.GetFileSystemEntries(Path.Join(tiles, "entries")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["000", "001.p"], Directory.GetFileSystemEntries(Path.Join(tiles, "0")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_cannot_be_deleted_yet_does_not_spoil_the_append()
    {
        using var profile = TestProfile.OfSize(3);
        string narrow = Path.Join(profile.Paths.Ledger, "tile/0/000.p/3");
        const int NoteTilesFoldersCheckpoint = 1 + 4 + 2 + 4;
        const int SecondDeletion = NoteTilesFoldersCheckpoint + 2;
        var disk = new FaultyDisk(new Disk(), SecondDeletion, FaultKind.Before, () => throw new UnauthorizedAccessException("no"));

        Assert.Equal(4, profile.NewLog(disk).Append(TestProfile.Started(3)).Size);

        Assert.True(File.Exists(narrow));
        Assert.Contains("could not be deleted: no", Assert.Single(profile.Observer.Details), StringComparison.Ordinal);
        profile.Log.Append(TestProfile.Started(4));
        Assert.False(File.Exists(narrow));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2 * ContentHash.Size)]
    [InlineData((TileName.FullWidth * ContentHash.Size) + 1)]
    public void What_is_no_part_of_what_followed_it_does_not_belong_to_the_ledger(int length)
    {
        using var profile = TestProfile.OfSize(3);
        File.WriteAllBytes(Path.Join(profile.Paths.Ledger, "tile/0/000.p/2"), new byte[length]);

        Assert.Equal(["UnexpectedFile"], Problems(profile));
    }

    [Theory]
    [InlineData("tile/entries/000.p/3")]
    [InlineData("tile/0/000.p/3")]
    [InlineData("checkpoint")]
    public void An_empty_file_that_the_checkpoint_covers_stops_everything(string path)
    {
        using var profile = TestProfile.OfSize(3);
        File.WriteAllBytes(Path.Join(profile.Paths.Ledger, path), []);

        Assert.Equal("LedgerTampered", Assert.Throws<AuditEvidenceException>(() => profile.Append(1)).Descriptor.Name);
        Assert.False(profile.Verify().IsHistoryValid);
    }

    private static IEnumerable<string> Problems(TestProfile profile) =>
        profile.Verify().Problems.Select(problem => problem.Name).Where(name => name != "RunUnfinished");
}
