using AuditGraph.Core.Canonical;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Workspaces;
using AuditGraph.CrashHarness;

namespace AuditGraph.Core.Tests.Ledger;

public sealed class LedgerLogTests : IDisposable
{
    private readonly TestProfile profile = new();

    public void Dispose() => profile.Dispose();

    [Fact]
    public void There_is_no_log_before_the_first_entry() => Assert.Null(profile.Log.TryOpen());

    [Fact]
    public void An_entry_can_be_read_back()
    {
        profile.Log.Append(TestProfile.Started(7));
        RecordedEntry read = Assert.Single(profile.Open().ReadBackwards());
        Assert.Equal(TestProfile.Started(7) with { Origin = profile.Open().Checkpoint.Origin }, read.Entry);
        Assert.Equal(0, read.Index);
    }

    [Fact]
    public void The_root_is_that_of_the_tree_over_all_entries_at_every_size()
    {
        profile.Log.Append(_ => [], TestContext.Current.CancellationToken);
        string origin = profile.Open().Checkpoint.Origin;
        var hashes = new List<ContentHash>();
        for (int number = 0; number < 530; number++)
        {
            Checkpoint checkpoint = profile.Log.Append(TestProfile.Started(number));
            LedgerEntry entry = TestProfile.Started(number) with { Origin = number == 0 ? origin : null };
            hashes.Add(MerkleTree.LeafHash(entry.ToBytes()));
            Assert.Equal(number + 1, checkpoint.Size);
            Assert.Equal(MerkleTree.Root([.. hashes]), checkpoint.Root);
        }

        LedgerView view = profile.Open();
        Assert.Equal(Enumerable.Range(0, 530).Reverse().Select(TestProfile.RunId), view.ReadBackwards().Select(read => read.Entry.Run));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(513)]
    public void Only_the_files_that_the_checkpoint_needs_are_kept(int size)
    {
        for (int number = 0; number < size; number += 100)
        {
            profile.Log.Append([.. Enumerable.Range(number, Math.Min(100, size - number)).Select(TestProfile.Started)]);
        }

        IEnumerable<string> expected = TileName.All(size).Select(name => name.RelativePath).Append("checkpoint");
        Assert.Equal(expected.Order(StringComparer.Ordinal), profile.LedgerFiles());
    }

    [Fact]
    public void A_view_stays_readable_while_others_append()
    {
        profile.Append(3);
        LedgerView view = profile.Open();
        profile.Append(300);
        Assert.Equal([2L, 1, 0], view.ReadBackwards().Select(read => read.Index));
    }

    [Fact]
    public void An_append_of_nothing_leaves_the_log_as_it_is()
    {
        profile.Append(1);
        byte[] before = File.ReadAllBytes(Path.Join(profile.Paths.Ledger, "checkpoint"));
        profile.Log.Append(_ => [], TestContext.Current.CancellationToken);
        Assert.Equal(before, File.ReadAllBytes(Path.Join(profile.Paths.Ledger, "checkpoint")));
    }

    [Fact]
    public void An_append_takes_at_most_as_many_entries_as_a_tile_and_all_or_none()
    {
        profile.Log.Append([.. Enumerable.Range(0, LedgerLog.MostEntries).Select(TestProfile.Started)]);

        Assert.Throws<ArgumentOutOfRangeException>(
            () => profile.Log.Append([.. Enumerable.Range(0, LedgerLog.MostEntries + 1).Select(TestProfile.Started)]));
        Assert.Equal(LedgerLog.MostEntries, profile.Open().Size);
    }

    [Fact]
    public void What_is_to_be_done_once_the_entries_are_in_the_log_is_done_before_anybody_else_can_append()
    {
        long? size = null;
        bool? isHeld = null;

        profile.Log.Append(
            _ => [TestProfile.Started(0)],
            () => (size, isHeld) = (profile.Open().Size, FileLock.IsHeld(profile.Paths.Lock)),
            [],
            TestContext.Current.CancellationToken);

        Assert.Equal((1, true), (size, isHeld));
        Assert.False(FileLock.IsHeld(profile.Paths.Lock));
    }

    [Fact]
    public void A_log_that_cannot_be_written_is_an_error_that_names_it()
    {
        const int FolderLockNoteFolder = 4;
        var disk = new FaultyDisk(new Disk(), FolderLockNoteFolder, FaultKind.Before, () => throw new IOException("No space left on device"));

        AuditWorkspaceException failure = Assert.Throws<AuditWorkspaceException>(() => profile.NewLog(disk).Append(TestProfile.Started(0)));

        Assert.Equal("WriteFailed", failure.Descriptor.Name);
        Assert.Null(profile.Log.TryOpen());
    }

    [Fact]
    public void A_key_signs_every_checkpoint_from_then_on()
    {
        profile.Append(2);
        LedgerPublicKey key = profile.InitializeKey();
        profile.Append(2);
        LedgerView view = profile.Open();
        Assert.Equal(5, view.Size);
        Assert.True(view.Signed.IsSignedBy(key));
        Assert.Equal(LedgerEntryType.KeyAdded, view.ReadBackwards().ElementAt(2).Entry.Type);
    }

    [Fact]
    public void A_second_key_is_refused()
    {
        profile.InitializeKey();
        Assert.Equal("LedgerKeyExists", Assert.Throws<AuditEvidenceException>(() => profile.InitializeKey()).Descriptor.Name);
    }
}
