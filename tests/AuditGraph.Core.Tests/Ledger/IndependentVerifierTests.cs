using System.Text;
using AuditGraph.Core.Ledger;
using static AuditGraph.Core.Tests.Ledger.IndependentVerifiers;

namespace AuditGraph.Core.Tests.Ledger;

/// <summary>
/// Two programs that share no code with the product, tools/verify.sh and a checker written from the page alone,
/// say of every ledger what the product says.
/// </summary>
public sealed class IndependentVerifierTests : IDisposable
{
    private readonly IndependentVerifiers verifiers = new();

    private TestProfile Profile => verifiers.Profile;

    public void Dispose() => verifiers.Dispose();

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
        string key = verifiers.Build(runs, signed);
        Assert.True(Profile.Verify().IsValid);
        Assert.Equal((0, ""), Refusal(verifiers.Check(program)));
        if (signed)
        {
            Assert.Equal((0, ""), Refusal(verifiers.Check(program, key: key)));
        }
    }

    [Theory]
    [MemberData(nameof(Bads))]
    public void A_bad_ledger_is_rejected(string program, bool signed, string change)
    {
        verifiers.Build(3, signed);
        if (!signed)
        {
            Profile.Append(1);
        }

        Assert.Equal((0, ""), Refusal(verifiers.Check(program)));
        Changes.GetValueOrDefault(change, SignedChanges.GetValueOrDefault(change)!)(Profile);
        Assert.False(Profile.Verify().IsValid);
        (int exitCode, string output) = verifiers.Check(program);
        Assert.Equal(1, exitCode);
        Assert.Contains("INVALID", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sh")]
    [InlineData("python3")]
    public void A_log_is_accepted_as_the_continuation_of_each_of_its_checkpoints_and_of_no_other(string program)
    {
        string kept = Path.Join(Profile.Paths.Root, "kept");
        for (int runs = 0; runs < 3; runs++)
        {
            Profile.Run();
            File.Copy(InLedger(Profile, "checkpoint"), $"{kept}-{runs}");
        }

        Profile.Run();
        for (int runs = 0; runs < 3; runs++)
        {
            Assert.Equal((0, ""), Refusal(verifiers.Check(program, since: $"{kept}-{runs}")));
            Flip($"{kept}-{runs}", 50);
            Assert.Equal(1, verifiers.Check(program, since: $"{kept}-{runs}").ExitCode);
        }

        File.WriteAllText(kept, (Profile.Open().Checkpoint with { Size = 100 }).Text);
        Assert.Equal(1, verifiers.Check(program, since: kept).ExitCode);
    }

    [Theory]
    [InlineData("sh")]
    [InlineData("python3")]
    public void A_ledger_signed_with_another_key_than_the_kept_one_is_rejected(string program)
    {
        verifiers.Build(1, signed: true);
        using var other = LedgerKey.Create();
        string key = Path.Join(Profile.Paths.Root, "other.pem");
        File.WriteAllText(key, other.PublicKey.Pem);
        Assert.Equal(1, verifiers.Check(program, key: key).ExitCode);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(131)]
    public void The_file_that_was_edited_is_the_one_that_is_named(int runs)
    {
        verifiers.Build(runs, signed: false);
        foreach (string file in new[] { "tile/entries", "tile/0" }.SelectMany(folder => Directory.GetFiles(InLedger(Profile, folder), "*", SearchOption.AllDirectories)))
        {
            byte[] content = File.ReadAllBytes(file);
            Flip(file, content.Length - 5);
            string found = Invalid(verifiers.Check("sh"));
            Assert.Contains(file, found, StringComparison.Ordinal);
            Assert.Equal(file.Contains("/entries/", StringComparison.Ordinal), found.Contains("entry ", StringComparison.Ordinal));
            File.WriteAllBytes(file, content);
        }
    }

    private static string Bundle(TestProfile at) => Directory.GetFiles(InLedger(at, "tile/entries"), "*", SearchOption.AllDirectories).Single();

    private static string Tile(TestProfile at) => Directory.GetFiles(InLedger(at, "tile/0"), "*", SearchOption.AllDirectories).Single();

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
}
