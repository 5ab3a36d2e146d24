using AuditGraph.Core.Ledger;
using static AuditGraph.Core.Tests.Ledger.IndependentVerifiers;

namespace AuditGraph.Core.Tests.Ledger;

/// <summary>The programs that share no code with the product say of every proof of a run what the product says.</summary>
public sealed class IndependentProofTests : IDisposable
{
    private readonly IndependentVerifiers verifiers = new();

    private TestProfile Profile => verifiers.Profile;

    public void Dispose() => verifiers.Dispose();

    [Theory]
    [InlineData("sh", 3)]
    [InlineData("python3", 3)]
    [InlineData("sh", 131)]
    public void A_good_proof_is_accepted_and_a_changed_one_rejected(string program, int runs)
    {
        string key = verifiers.Build(runs, signed: true);
        string path = Path.Join(Profile.Paths.Root, "run.tlog-proof");
        foreach (int run in new[] { 0, 1, runs / 2, runs - 1 })
        {
            File.WriteAllBytes(path, RunProof.For(new LedgerRuns(Profile.Log), TestProfile.RunId(run)).ToBytes());
            Assert.Equal((0, ""), Refusal(verifiers.CheckProof(program, path, "-k", key)));
        }

        byte[] proof = File.ReadAllBytes(path);
        for (int position = 0; position < proof.Length; position += 61)
        {
            byte[] flipped = [.. proof];
            flipped[position] ^= 1;
            File.WriteAllBytes(path, flipped);
            Assert.Equal(1, verifiers.CheckProof(program, path, "-k", key).ExitCode);
        }
    }

    [Fact]
    public void A_proof_is_checked_by_the_checkpoint_and_with_the_record_too()
    {
        verifiers.Build(3, signed: false);
        string path = Path.Join(Profile.Paths.Root, "run.tlog-proof");
        string checkpoint = InLedger(Profile, "checkpoint");
        File.WriteAllBytes(path, RunProof.For(new LedgerRuns(Profile.Log), TestProfile.RunId(1)).ToBytes());

        (int exitCode, string output) = verifiers.CheckProof("sh", path, "-c", checkpoint, "-r", Record(Profile, 1));
        Assert.Equal((0, $"VALID: run {TestProfile.RunId(1)}, run.finished ok, entry 3 of 6 in {Profile.Open().Checkpoint.Origin}\n"), (exitCode, output));

        Assert.Contains("the record is not", Invalid(verifiers.CheckProof("sh", path, "-c", checkpoint, "-r", Record(Profile, 2))), StringComparison.Ordinal);
        Profile.Run();
        Assert.Contains("not the given one", Invalid(verifiers.CheckProof("sh", path, "-c", checkpoint)), StringComparison.Ordinal);
        Assert.Equal(2, verifiers.CheckProof("sh", path).ExitCode);
    }

    [Fact]
    public void An_unsigned_proof_or_one_of_another_log_is_rejected_by_a_key()
    {
        verifiers.Build(1, signed: false);
        using var other = LedgerKey.Create();
        string key = Path.Join(Profile.Paths.Root, "other.pem");
        File.WriteAllText(key, other.PublicKey.Pem);
        string path = Path.Join(Profile.Paths.Root, "run.tlog-proof");
        File.WriteAllBytes(path, RunProof.For(new LedgerRuns(Profile.Log), TestProfile.RunId(0)).ToBytes());
        Assert.Contains("signature missing", Invalid(verifiers.CheckProof("sh", path, "-k", key)), StringComparison.Ordinal);

        Profile.InitializeKey();
        File.WriteAllBytes(path, RunProof.For(new LedgerRuns(Profile.Log), TestProfile.RunId(0)).ToBytes());
        Assert.Contains("signature not of the given key", Invalid(verifiers.CheckProof("sh", path, "-k", key)), StringComparison.Ordinal);
    }
}
