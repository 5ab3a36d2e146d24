using AuditGraph.Core.Ledger;

namespace AuditGraph.Core.Tests.Ledger;

/// <summary>Every change to the files of a small ledger and its records is found, and the file that was changed is named.</summary>
public sealed class TamperingTests : IDisposable
{
    private static readonly string[] CheckpointProblems =
        ["CheckpointMalformed", "RootMismatch", "OriginMismatch", "SignatureInvalid", "EntriesMissing"];

    private readonly TestProfile profile = new();

    public void Dispose() => profile.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_flipped_bit_is_found(bool signed)
    {
        foreach (string path in Evidence(runs: 3, signed))
        {
            byte[] content = File.ReadAllBytes(path);
            for (int position = 0; position < content.Length; position++)
            {
                foreach (byte mask in new byte[] { 0x01, 0x20, 0xff })
                {
                    byte[] flipped = [.. content];
                    flipped[position] ^= mask;
                    File.WriteAllBytes(path, flipped);
                    AssertFound(path, $"byte {position} of {path} ^ {mask}");
                }
            }

            File.WriteAllBytes(path, content);
        }

        Assert.Empty(profile.Verify().Problems);
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(3, true)]
    [InlineData(130, false)]
    public void Every_deleted_file_is_found(int runs, bool signed)
    {
        foreach (string path in Evidence(runs, signed))
        {
            byte[] content = File.ReadAllBytes(path);
            File.Delete(path);
            AssertFound(path, $"deleted {path}", "CheckpointMissing", "TileMissing", "EntriesMissing", "RecordMissing");
            File.WriteAllBytes(path, content);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(130)]
    public void Every_truncated_and_every_lengthened_file_is_found(int runs)
    {
        foreach (string path in Evidence(runs, signed: true))
        {
            byte[] content = File.ReadAllBytes(path);
            foreach (byte[] other in new[] { [], content[..^1], content[..(content.Length / 2)], [.. content, 0], [.. content, (byte)'\n'], [.. content, .. content] })
            {
                File.WriteAllBytes(path, other);
                AssertFound(path, $"{other.Length} of {content.Length} bytes in {path}");
            }

            File.WriteAllBytes(path, content);
        }
    }

    [Fact]
    public void Every_pair_of_swapped_files_is_found()
    {
        // Without a checkpoint nothing else can be told, and without the entries nothing of the records; then the
        // first of the two alone is named.
        string[] evidence = Evidence(130, signed: true);
        Assert.EndsWith("/checkpoint", evidence[0], StringComparison.Ordinal);
        foreach (string first in evidence)
        {
            foreach (string second in evidence.Where(second => string.CompareOrdinal(first, second) < 0))
            {
                byte[] content = File.ReadAllBytes(first);
                byte[] other = File.ReadAllBytes(second);
                File.WriteAllBytes(first, other);
                File.WriteAllBytes(second, content);
                AssertFound(first, $"swapped {first} with {second}");
                bool recordsAreKnown = !first.Contains("/entries/", StringComparison.Ordinal) || second.Contains("/tile/", StringComparison.Ordinal);
                if (Path.GetFileName(first) != "checkpoint" && recordsAreKnown)
                {
                    AssertFound(second, $"swapped {second} with {first}");
                }

                File.WriteAllBytes(first, content);
                File.WriteAllBytes(second, other);
            }
        }
    }

    [Fact]
    public void A_changed_entry_is_named_with_its_run_and_both_hashes()
    {
        string bundle = Evidence(3, signed: false).Single(path => path.Contains("/entries/", StringComparison.Ordinal));
        string text = File.ReadAllText(bundle, System.Text.Encoding.Latin1);
        File.WriteAllText(bundle, text.Replace("\"status\":\"ok\"", "\"status\":\"no\"", StringComparison.Ordinal), System.Text.Encoding.Latin1);
        AuditLedgerProblem problem = profile.Verify().Problems.First(problem => problem.Name == "EntryMismatch");
        Assert.NotNull(problem.Expected);
        Assert.NotNull(problem.Actual);
    }

    [Fact]
    public void An_entry_and_its_tile_changed_together_do_not_give_the_root()
    {
        _ = Evidence(3, signed: false);
        string bundle = Path.Join(profile.Paths.Ledger, "tile/entries/000.p/6");
        string tile = Path.Join(profile.Paths.Ledger, "tile/0/000.p/6");
        Assert.True(EntryBundle.TryDecode(File.ReadAllBytes(bundle), out ReadOnlyMemory<byte>[]? entries));
        ReadOnlyMemory<byte>[] forged = [.. entries];
        forged[4] = TestProfile.Started(77).ToBytes();
        File.WriteAllBytes(bundle, EntryBundle.Encode(forged));
        File.WriteAllBytes(tile, HashTile.Encode([.. forged.Select(entry => MerkleTree.LeafHash(entry.Span))]));
        AssertFound(Path.Join(profile.Paths.Ledger, "checkpoint"), "entry and tile", "RootMismatch");
    }

    [Fact]
    public void Appending_to_a_changed_ledger_is_refused_and_changes_nothing()
    {
        foreach (string path in Evidence(3, signed: true).Where(path => path.StartsWith(profile.Paths.Ledger, StringComparison.Ordinal)))
        {
            byte[] content = File.ReadAllBytes(path);
            byte[] flipped = [.. content];
            flipped[content.Length / 2] ^= 1;
            File.WriteAllBytes(path, flipped);
            string[] before = profile.LedgerFiles();
            AuditEvidenceException refusal = Assert.Throws<AuditEvidenceException>(() => profile.Log.Append(TestProfile.Started(9)));
            Assert.Equal("LedgerTampered", refusal.Descriptor.Name);
            Assert.Equal(before, profile.LedgerFiles());
            File.WriteAllBytes(path, content);
        }
    }

    [Fact]
    public void Appending_without_the_checkpoint_is_refused()
    {
        profile.Append(1);
        File.Delete(Path.Join(profile.Paths.Ledger, "checkpoint"));
        Assert.Equal("LedgerTampered", Assert.Throws<AuditEvidenceException>(() => profile.Append(1)).Descriptor.Name);
    }

    [Fact]
    public void Appending_without_the_ledger_of_the_records_is_refused()
    {
        profile.Run();
        Directory.Delete(profile.Paths.Ledger, recursive: true);
        Assert.Equal("LedgerMissing", Assert.Throws<AuditEvidenceException>(() => profile.Append(1)).Descriptor.Name);
        Assert.Equal("CheckpointMissing", Assert.Single(profile.Verify().Problems).Name);
    }

    private string[] Evidence(int runs, bool signed)
    {
        if (signed)
        {
            profile.InitializeKey();
        }

        for (int number = 0; number < runs; number++)
        {
            profile.Run();
        }

        // All files of the ledger, and of many records a few.
        return
        [
            .. Directory.EnumerateFiles(profile.Paths.Ledger, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal),
            .. Directory.EnumerateFiles(profile.Paths.Runs, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Where((_, index) => index < 3 || index % 50 == 0),
        ];
    }

    private void AssertFound(string path, string change, params string[] names)
    {
        AuditLedgerVerification result = profile.Verify();
        string relative = Path.GetRelativePath(profile.Paths.Root, path);
        AuditLedgerProblem[] named = [.. result.Problems.Where(problem => problem.Path == relative && problem.Severity == DiagnosticSeverity.Error)];
        Assert.False(result.IsHistoryValid, $"not found: {change}");
        Assert.True(named.Length > 0, $"found, but under another file's name: {change}: {result.Problems}");
        string[] expected = names.Length > 0 ? names
            : relative.Contains("/runs/", StringComparison.Ordinal) ? ["RecordChanged"]
            : relative.Contains("/entries/", StringComparison.Ordinal) ? ["EntryMismatch", "EntriesMalformed"]
            : relative.Contains("/tile/", StringComparison.Ordinal) ? ["TileMismatch"]
            : CheckpointProblems;
        Assert.True(named.Any(problem => expected.Contains(problem.Name)), $"found as {result.Problems}: {change}");
    }
}
