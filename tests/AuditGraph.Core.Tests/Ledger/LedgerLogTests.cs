using AuditGraph.Core.Canonical;
using AuditGraph.Core.Ledger;

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
