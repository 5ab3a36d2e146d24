using AuditGraph.Core.Canonical;
using AuditGraph.Core.Ledger;
using FsCheck.Fluent;

namespace AuditGraph.Core.Tests.Ledger;

public sealed class RunProofTests : IDisposable
{
    private readonly TestProfile profile = new();

    public void Dispose() => profile.Dispose();

    [Fact]
    public void A_proof_is_checked_with_nothing_but_the_public_key()
    {
        LedgerPublicKey key = profile.InitializeKey();
        profile.Run();
        profile.Run();
        profile.Run();
        byte[] proof = RunProof.For(new LedgerRuns(profile.Log), TestProfile.RunId(1)).ToBytes();
        AuditRunProofVerification result = RunProofVerifier.Verify(proof, LedgerPublicKey.FromPem(key.Pem));
        Assert.True(result.IsValid);
        Assert.True(result.Signed);
        Assert.Equal(TestProfile.RunId(1), result.Run);
        Assert.Equal("daily", result.Job);
        Assert.Equal(AuditRunStatus.Ok, result.Status);
        Assert.Equal(4, result.Index);
        Assert.Equal(7, result.Size);
        byte[] record = File.ReadAllBytes(Path.Join(profile.Paths.Runs, TestProfile.RunId(1), "run.json"));
        Assert.Equal(ContentHash.Of(record).ToString(), result.RecordSha256);
        Assert.Equal("exports/reports/daily.md", result.OutputPath);
    }

    [Fact]
    public void A_proof_without_a_signature_is_checked_against_a_checkpoint()
    {
        profile.Run();
        byte[] proof = RunProof.For(new LedgerRuns(profile.Log), TestProfile.RunId(0)).ToBytes();
        Checkpoint checkpoint = profile.Open().Checkpoint;
        Assert.True(RunProofVerifier.Verify(proof, checkpoint).IsValid);
        AuditRunProofVerification other = RunProofVerifier.Verify(proof, checkpoint with { Size = 3 });
        Assert.Equal("CheckpointUntrusted", Assert.Single(other.Problems).Name);
    }

    [Fact]
    public void A_proof_without_a_signature_does_not_pass_for_a_signed_one()
    {
        profile.Run();
        byte[] proof = RunProof.For(new LedgerRuns(profile.Log), TestProfile.RunId(0)).ToBytes();
        LedgerPublicKey key = profile.InitializeKey();
        Assert.Equal("SignatureMissing", Assert.Single(RunProofVerifier.Verify(proof, key).Problems).Name);
    }

    [Fact]
    public void The_proof_of_a_run_under_way_is_that_of_its_start_and_of_an_abandoned_one_that_of_its_end()
    {
        profile.Append(2);
        profile.Log.Append(LedgerEntry.RunAbandoned(TestProfile.RunId(1), "daily", DateTimeOffset.UnixEpoch, null));
        Checkpoint checkpoint = profile.Open().Checkpoint;
        AuditRunProofVerification Verify(int run) =>
            RunProofVerifier.Verify(RunProof.For(new LedgerRuns(profile.Log), TestProfile.RunId(run)).ToBytes(), checkpoint);

        Assert.Equal((true, AuditRunStatus.Pending, 0L), (Verify(0).IsValid, Verify(0).Status, Verify(0).Index));
        Assert.Equal((true, AuditRunStatus.Abandoned, 2L), (Verify(1).IsValid, Verify(1).Status, Verify(1).Index));
        Assert.Null(Verify(1).RecordSha256);
        Assert.False(Verify(0).Signed);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(0, 2)]
    [InlineData(0, -1)]
    public void Without_a_path_only_the_one_entry_of_a_tree_is_proved(long index, long size) =>
        Assert.Null(new InclusionProof(index, []).RootFrom(MerkleTree.EmptyRoot, size));

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void A_path_has_at_most_63_hashes(int length, bool isProof)
    {
        profile.Append(1);
        RunProof proof = RunProof.For(new LedgerRuns(profile.Log), TestProfile.RunId(0));
        RunProof longer = proof with { Inclusion = proof.Inclusion with { Path = [.. Enumerable.Repeat(MerkleTree.EmptyRoot, length)] } };
        Assert.Equal(isProof, RunProof.TryParse(longer.ToBytes(), out RunProof? read));
        Assert.Equal(isProof, read is not null);
    }

    [Fact]
    public void A_view_has_no_entry_before_its_first_or_behind_its_last()
    {
        profile.Append(2);
        LedgerView view = profile.Open();
        Assert.Throws<ArgumentOutOfRangeException>(() => view.Read(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => view.Read(2));
        Assert.Equal(MerkleTree.EmptyRoot, view.RootOf(1, 1));
        Assert.True(view.StatesItsOrigin);
    }

    [Fact]
    public void A_run_that_is_not_in_the_ledger_has_no_proof()
    {
        profile.Run();
        Assert.Equal("RunNotFound", Assert.Throws<AuditRunException>(() => RunProof.For(new LedgerRuns(profile.Log), TestProfile.RunId(5))).Descriptor.Name);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_flipped_bit_of_a_proof_is_found(bool signed)
    {
        LedgerPublicKey? key = signed ? profile.InitializeKey() : null;
        profile.Run();
        profile.Run();
        profile.Run();
        Checkpoint trusted = profile.Open().Checkpoint;
        byte[] proof = RunProof.For(new LedgerRuns(profile.Log), TestProfile.RunId(1)).ToBytes();
        for (int position = 0; position < proof.Length; position++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                byte[] flipped = [.. proof];
                flipped[position] ^= (byte)(1 << bit);
                AuditRunProofVerification result = key is null ? RunProofVerifier.Verify(flipped, trusted) : RunProofVerifier.Verify(flipped, key);
                Assert.False(result.IsValid, $"byte {position}, bit {bit}");
                Assert.NotEmpty(result.Problems);
            }
        }
    }

    [Fact]
    public void A_truncated_or_lengthened_proof_is_refused()
    {
        LedgerPublicKey key = profile.InitializeKey();
        profile.Run();
        byte[] proof = RunProof.For(new LedgerRuns(profile.Log), TestProfile.RunId(0)).ToBytes();
        for (int length = 0; length < proof.Length; length++)
        {
            Assert.False(RunProofVerifier.Verify(proof.AsSpan(0, length), key).IsValid);
        }

        Assert.False(RunProofVerifier.Verify([.. proof, (byte)'\n'], key).IsValid);
        Assert.False(RunProofVerifier.Verify(new byte[RunProof.LongestProof + 1], key).IsValid);
    }

    [Fact]
    public void Proofs_lead_to_the_root_for_every_entry_of_every_size_and_for_no_other_entry()
    {
        const int largest = 600;
        profile.Log.Append(_ => [], TestContext.Current.CancellationToken);
        for (int number = 0; number < largest; number += 200)
        {
            profile.Log.Append([.. Enumerable.Range(number, 200).Select(TestProfile.Started)]);
        }

        LedgerView view = profile.Open();
        ContentHash[] leaves = [.. Enumerable.Range(0, largest).Select(index => MerkleTree.LeafHash(view.Read(index).Span))];
        Prop.ForAll(
            Gen.Choose(0, largest - 1).ToArbitrary(),
            Gen.Choose(0, largest - 1).ToArbitrary(),
            (index, other) =>
            {
                InclusionProof proof = InclusionProof.For(view, index);
                Assert.Equal(NaivePath(leaves, index), proof.Path);
                Assert.Equal(NaiveRoot(leaves.AsSpan(0, index + 1)), view.RootOf(0, index + 1));
                return proof.RootFrom(leaves[index], largest) == view.Checkpoint.Root
                    && proof.RootFrom(leaves[other], largest) == view.Checkpoint.Root == (index == other)
                    && (proof with { Index = other }).RootFrom(leaves[index], largest) == view.Checkpoint.Root == (index == other);
            }).Holds();
    }

    [Fact]
    public void The_naive_paths_of_small_trees_lead_to_their_roots()
    {
        for (int size = 1; size <= 70; size++)
        {
            ContentHash[] leaves = [.. Enumerable.Range(0, size).Select(index => ContentHash.Of([(byte)index]))];
            for (int index = 0; index < size; index++)
            {
                var proof = new InclusionProof(index, NaivePath(leaves, index).ToValueList());
                Assert.Equal(NaiveRoot(leaves), proof.RootFrom(leaves[index], size));
                Assert.Null(proof.RootFrom(leaves[index], index));
                Assert.Null((proof with { Path = [.. proof.Path, leaves[0]] }).RootFrom(leaves[index], size));
            }
        }
    }

    /// <summary>RFC 6962, section 2.1, to the letter.</summary>
    private static ContentHash NaiveRoot(ReadOnlySpan<ContentHash> leaves)
    {
        if (leaves.Length == 1)
        {
            return leaves[0];
        }

        int split = NaiveSplit(leaves.Length);
        return ContentHash.Of([1, .. NaiveRoot(leaves[..split]).Bytes, .. NaiveRoot(leaves[split..]).Bytes]);
    }

    /// <summary>RFC 6962, section 2.1.1, to the letter.</summary>
    private static List<ContentHash> NaivePath(ReadOnlySpan<ContentHash> leaves, int index)
    {
        if (leaves.Length == 1)
        {
            return [];
        }

        int split = NaiveSplit(leaves.Length);
        return index < split
            ? [.. NaivePath(leaves[..split], index), NaiveRoot(leaves[split..])]
            : [.. NaivePath(leaves[split..], index - split), NaiveRoot(leaves[..split])];
    }

    private static int NaiveSplit(int size)
    {
        int split = 1;
        while (split * 2 < size)
        {
            split *= 2;
        }

        return split;
    }
}
