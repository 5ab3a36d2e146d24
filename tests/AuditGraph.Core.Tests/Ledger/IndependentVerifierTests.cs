using System.Text;
using AuditGraph.Core.Ledger;

namespace AuditGraph.Core.Tests.Ledger;

/// <summary>
/// Two programs that share no code with the product, tools/verify.sh and a checker written from the page alone,
/// say of every ledger what the product says.
/// </summary>
public sealed class IndependentVerifierTests : IDisposable
{
    private static readonly string Shell = RepositoryFile.PathOf("tools/verify.sh");

    private static readonly string ProofShell = RepositoryFile.PathOf("tools/verify-proof.sh");

    private static readonly string Python = RepositoryFile.PathOf("tests/AuditGraph.Core.Tests/Ledger/check_ledger.py");

    private readonly TestProfile profile = new();

    public void Dispose() => profile.Dispose();

    public static TheoryData<string, int, bool> Goods => new()
    {
        { "sh", 0, false }, { "sh", 1, false }, { "sh", 3, true }, { "sh", 128, false }, { "sh", 131, true },
        { "python3", 0, false }, { "python3", 1, false }, { "python3", 3, true }, { "python3", 128, false }, { "python3", 131, true },
    };

    /// <summary>What is done to a ledger of three runs, signed or not, that no verifier may let pass.</summary>
    private static readonly Dictionary<string, Action<TestProfile>> Changes = new(StringComparer.Ordinal)
    {
        ["checkpoint deleted"] = at => File.Delete(InLedger(at, "checkpoint")),
        ["checkpoint's origin"] = at => Flip(InLedger(at, "checkpoint"), 15),
        ["checkpoint's size"] = at => Replace(InLedger(at, "checkpoint"), "\n7\n", "\n6\n"),
        ["checkpoint's size beyond the files"] = at => Replace(InLedger(at, "checkpoint"), "\n7\n", "\n700\n"),
        ["checkpoint's root"] = at => Flip(InLedger(at, "checkpoint"), 50),
        ["checkpoint lengthened"] = at => File.AppendAllText(InLedger(at, "checkpoint"), "\n"),
        ["checkpoint truncated"] = at => Cut(InLedger(at, "checkpoint")),
        ["entry"] = at => Replace(Bundle(at), "\"status\":\"ok\"", "\"status\":\"no\""),
        ["entry bundle's length"] = at => Flip(Bundle(at), 1),
        ["entry bundle deleted"] = at => File.Delete(Bundle(at)),
        ["entry bundle lengthened"] = at => File.AppendAllText(Bundle(at), "x"),
        ["entry bundle emptied"] = at => File.WriteAllText(Bundle(at), ""),
        ["tile"] = at => Flip(Tile(at), 33),
        ["tile deleted"] = at => File.Delete(Tile(at)),
        ["tile truncated"] = at => Cut(Tile(at)),
        ["record"] = at => Flip(Record(at, 1), 5),
        ["record deleted"] = at => File.Delete(Record(at, 1)),
        ["records swapped"] = at => Swap(Record(at, 0), Record(at, 2)),
        ["record planted"] = at => TestProfile.Write(Record(at, 9), "{}"),
        ["second end"] = at => at.Log.Append(LedgerEntry.RunAbandoned(TestProfile.RunId(1), "daily", DateTimeOffset.UnixEpoch, null)),
        ["end without a start"] = at => at.Log.Append(LedgerEntry.RunAbandoned(TestProfile.RunId(9), "daily", DateTimeOffset.UnixEpoch, null)),
    };

    private static readonly Dictionary<string, Action<TestProfile>> SignedChanges = new(StringComparer.Ordinal)
    {
        ["signature stripped"] = at => File.WriteAllText(InLedger(at, "checkpoint"), at.Open().Checkpoint.Text),
        ["signature"] = at => Flip(InLedger(at, "checkpoint"), at.Open().Checkpoint.Text.Length + 80),
        ["key's id"] = at => Flip(InLedger(at, "checkpoint"), at.Open().Checkpoint.Text.Length + 51),
        ["signed with another key"] = at =>
        {
            using var other = LedgerKey.Create();
            File.WriteAllBytes(InLedger(at, "checkpoint"), SignedCheckpoint.Sign(at.Open().Checkpoint, other).ToBytes());
        },
    };

    public static TheoryData<string, bool, string> Bads
    {
        get
        {
            var data = new TheoryData<string, bool, string>();
            foreach (string program in new[] { "sh", "python3" })
            {
                foreach (string change in Changes.Keys)
                {
                    data.Add(program, true, change);
                }

                foreach (string change in SignedChanges.Keys)
                {
                    data.Add(program, true, change);
                }

                foreach (string change in new[] { "checkpoint's origin", "entry", "tile", "record" })
                {
                    data.Add(program, false, change);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Goods))]
    public void A_good_ledger_is_accepted(string program, int runs, bool signed)
    {
        string key = Build(runs, signed);
        Assert.True(profile.Verify().IsValid);
        Assert.Equal((0, ""), Errors(Check(program)));
        if (signed)
        {
            Assert.Equal((0, ""), Errors(Check(program, key: key)));
        }
    }

    [Theory]
    [MemberData(nameof(Bads))]
    public void A_bad_ledger_is_rejected(string program, bool signed, string change)
    {
        Build(3, signed);
        if (!signed)
        {
            profile.Append(1);
        }

        Assert.Equal((0, ""), Errors(Check(program)));
        Changes.GetValueOrDefault(change, SignedChanges.GetValueOrDefault(change)!)(profile);
        Assert.False(profile.Verify().IsValid);
        (int exitCode, string output) = Check(program);
        Assert.Equal(1, exitCode);
        Assert.Contains("INVALID", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sh")]
    [InlineData("python3")]
    public void A_log_is_accepted_as_the_continuation_of_each_of_its_checkpoints_and_of_no_other(string program)
    {
        string kept = Path.Join(profile.Paths.Root, "kept");
        for (int runs = 0; runs < 3; runs++)
        {
            profile.Run();
            File.Copy(InLedger(profile, "checkpoint"), $"{kept}-{runs}");
        }

        profile.Run();
        for (int runs = 0; runs < 3; runs++)
        {
            Assert.Equal((0, ""), Errors(Check(program, since: $"{kept}-{runs}")));
            Flip($"{kept}-{runs}", 50);
            Assert.Equal(1, Check(program, since: $"{kept}-{runs}").ExitCode);
        }

        File.WriteAllText(kept, (profile.Open().Checkpoint with { Size = 100 }).Text);
        Assert.Equal(1, Check(program, since: kept).ExitCode);
    }

    [Theory]
    [InlineData("sh")]
    [InlineData("python3")]
    public void A_ledger_signed_with_another_key_than_the_kept_one_is_rejected(string program)
    {
        Build(1, signed: true);
        using var other = LedgerKey.Create();
        string key = Path.Join(profile.Paths.Root, "other.pem");
        File.WriteAllText(key, other.PublicKey.Pem);
        Assert.Equal(1, Check(program, key: key).ExitCode);
    }

    [Theory]
    [InlineData("sh", 3)]
    [InlineData("python3", 3)]
    [InlineData("sh", 131)]
    public void A_good_proof_is_accepted_and_a_changed_one_rejected(string program, int runs)
    {
        string key = Build(runs, signed: true);
        string path = Path.Join(profile.Paths.Root, "run.tlog-proof");
        foreach (int run in new[] { 0, 1, runs / 2, runs - 1 })
        {
            File.WriteAllBytes(path, RunProof.For(new LedgerRuns(profile.Log), TestProfile.RunId(run)).ToBytes());
            Assert.Equal((0, ""), Errors(CheckProof(program, path, "-k", key)));
        }

        byte[] proof = File.ReadAllBytes(path);
        for (int position = 0; position < proof.Length; position += 61)
        {
            byte[] flipped = [.. proof];
            flipped[position] ^= 1;
            File.WriteAllBytes(path, flipped);
            Assert.Equal(1, CheckProof(program, path, "-k", key).ExitCode);
        }
    }

    [Fact]
    public void A_proof_is_checked_by_the_checkpoint_and_with_the_record_too()
    {
        Build(3, signed: false);
        string path = Path.Join(profile.Paths.Root, "run.tlog-proof");
        string checkpoint = InLedger(profile, "checkpoint");
        File.WriteAllBytes(path, RunProof.For(new LedgerRuns(profile.Log), TestProfile.RunId(1)).ToBytes());

        (int exitCode, string output) = CheckProof("sh", path, "-c", checkpoint, "-r", Record(profile, 1));
        Assert.Equal((0, $"VALID: run {TestProfile.RunId(1)}, run.finished ok, entry 3 of 6 in {profile.Open().Checkpoint.Origin}\n"), (exitCode, output));

        Assert.Contains("the record is not", Invalid(CheckProof("sh", path, "-c", checkpoint, "-r", Record(profile, 2))), StringComparison.Ordinal);
        profile.Run();
        Assert.Contains("not the given one", Invalid(CheckProof("sh", path, "-c", checkpoint)), StringComparison.Ordinal);
        Assert.Equal(2, CheckProof("sh", path).ExitCode);
    }

    [Fact]
    public void An_unsigned_proof_or_one_of_another_log_is_rejected_by_a_key()
    {
        Build(1, signed: false);
        using var other = LedgerKey.Create();
        string key = Path.Join(profile.Paths.Root, "other.pem");
        File.WriteAllText(key, other.PublicKey.Pem);
        string path = Path.Join(profile.Paths.Root, "run.tlog-proof");
        File.WriteAllBytes(path, RunProof.For(new LedgerRuns(profile.Log), TestProfile.RunId(0)).ToBytes());
        Assert.Contains("signature missing", Invalid(CheckProof("sh", path, "-k", key)), StringComparison.Ordinal);

        profile.InitializeKey();
        File.WriteAllBytes(path, RunProof.For(new LedgerRuns(profile.Log), TestProfile.RunId(0)).ToBytes());
        Assert.Contains("signature not of the given key", Invalid(CheckProof("sh", path, "-k", key)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(131)]
    public void The_file_that_was_edited_is_the_one_that_is_named(int runs)
    {
        Build(runs, signed: false);
        foreach (string file in new[] { "tile/entries", "tile/0" }.SelectMany(folder => Directory.GetFiles(InLedger(profile, folder), "*", SearchOption.AllDirectories)))
        {
            byte[] content = File.ReadAllBytes(file);
            Flip(file, content.Length - 5);
            string found = Invalid(Check("sh"));
            Assert.Contains(file, found, StringComparison.Ordinal);
            Assert.Equal(file.Contains("/entries/", StringComparison.Ordinal), found.Contains("entry ", StringComparison.Ordinal));
            File.WriteAllBytes(file, content);
        }
    }

    private static string Invalid((int ExitCode, string Output) result)
    {
        Assert.Equal(1, result.ExitCode);
        return result.Output;
    }

    private (int ExitCode, string Output) CheckProof(string program, string path, params string[] options)
    {
        if (program == "python3")
        {
            return RunPython(["proof", path, "--key", options[1]]);
        }

        Tool.Require("sh", "openssl", "od", "awk");
        return Tool.Run(profile.Paths.Root, "sh", [ProofShell, .. options, path]);
    }

    private static string InLedger(TestProfile at, string path) => Path.Join(at.Paths.Ledger, path);

    private static string Bundle(TestProfile at) => Directory.GetFiles(InLedger(at, "tile/entries"), "*", SearchOption.AllDirectories).Single();

    private static string Tile(TestProfile at) => Directory.GetFiles(InLedger(at, "tile/0"), "*", SearchOption.AllDirectories).Single();

    private static string Record(TestProfile at, int run) => Path.Join(at.Paths.Runs, TestProfile.RunId(run), "run.json");

    private static void Flip(string path, int position)
    {
        byte[] content = File.ReadAllBytes(path);
        content[position] ^= 1;
        File.WriteAllBytes(path, content);
    }

    private static void Replace(string path, string old, string text)
    {
        string content = File.ReadAllText(path, Encoding.Latin1);
        int at = content.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0);
        File.WriteAllText(path, string.Concat(content.AsSpan(0, at), text, content.AsSpan(at + old.Length)), Encoding.Latin1);
    }

    private static void Cut(string path) => File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1]);

    private static void Swap(string first, string second)
    {
        byte[] content = File.ReadAllBytes(first);
        File.WriteAllBytes(first, File.ReadAllBytes(second));
        File.WriteAllBytes(second, content);
    }

    private static (int ExitCode, string Errors) Errors((int ExitCode, string Output) result) =>
        (result.ExitCode, result.ExitCode == 0 ? "" : result.Output);

    private string Build(int runs, bool signed)
    {
        profile.Log.Append(_ => [], TestContext.Current.CancellationToken);
        string key = Path.Join(profile.Paths.Root, "public.pem");
        for (int number = 0; number < runs; number++)
        {
            profile.Run();
            if (signed && number == 0)
            {
                File.WriteAllText(key, profile.InitializeKey().Pem);
            }
        }

        return key;
    }

    private (int ExitCode, string Output) Check(string program, string? key = null, string? since = null)
    {
        if (program == "python3")
        {
            string[] options = [.. key is null ? [] : new[] { "--key", key }, .. since is null ? [] : new[] { "--since", since }];
            return RunPython(["ledger", profile.Paths.Folder, .. options]);
        }

        Tool.Require("sh", "openssl", "od", "awk");
        string[] flags = [.. key is null ? [] : new[] { "-k", key }, .. since is null ? [] : new[] { "-s", since }];
        return Tool.Run(profile.Paths.Root, "sh", [Shell, .. flags, profile.Paths.Folder]);
    }

    private (int ExitCode, string Output) RunPython(params string[] arguments)
    {
        Tool.Require("python3");
        return Tool.Run(profile.Paths.Root, "python3", [Python, .. arguments]);
    }
}
