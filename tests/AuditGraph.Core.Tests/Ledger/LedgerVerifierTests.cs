using AuditGraph.Core.Ledger;

namespace AuditGraph.Core.Tests.Ledger;

public sealed class LedgerVerifierTests : IDisposable
{
    private readonly TestProfile profile = new();

    public void Dispose() => profile.Dispose();

    [Fact]
    public void A_workspace_without_history_is_valid()
    {
        AuditLedgerVerification result = profile.Verify();
        Assert.True(result.IsValid);
        Assert.Equal(0, result.Size);
        Assert.Null(result.RootHash);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, true)]
    [InlineData(128, false)]
    [InlineData(130, true)]
    public void A_ledger_that_nobody_touched_is_valid(int runs, bool signed)
    {
        for (int number = 0; number < runs; number++)
        {
            profile.Run();
        }

        int keyEntries = signed ? 1 : 0;
        if (signed)
        {
            profile.InitializeKey();
        }

        AuditLedgerVerification result = profile.Verify();
        Assert.Empty(result.Problems);
        Assert.True(result.IsValid && result.IsHistoryValid);
        Assert.Equal((2 * runs) + keyEntries, result.Size);
        Assert.Equal(profile.Open().Checkpoint.Root.ToString(), result.RootHash);
        Assert.Equal(signed, result.Signed);
        Assert.Equal(runs, result.Runs);
    }

    [Fact]
    public void A_changed_output_is_told_apart_from_a_broken_history()
    {
        profile.Run();
        string output = Path.Join(profile.Paths.Root, "exports/reports/daily.md");
        File.AppendAllText(output, "!");
        AuditLedgerVerification result = profile.Verify();
        AuditLedgerProblem problem = Assert.Single(result.Problems);
        Assert.Equal("OutputChanged", problem.Name);
        Assert.Equal("exports/reports/daily.md", problem.Path);
        Assert.Equal(TestProfile.RunId(0), problem.Run);
        Assert.NotEqual(problem.Expected, problem.Actual);
        Assert.False(result.IsValid);
        Assert.True(result.IsHistoryValid);
    }

    [Fact]
    public void A_deleted_output_is_told_apart_from_a_changed_one()
    {
        profile.Run();
        File.Delete(Path.Join(profile.Paths.Root, "exports/reports/daily.md"));
        AuditLedgerVerification result = profile.Verify();
        Assert.Equal("OutputMissing", Assert.Single(result.Problems).Name);
        Assert.True(result.IsHistoryValid);
    }

    [Fact]
    public void An_output_that_became_a_link_is_a_changed_one()
    {
        profile.Run();
        string output = Path.Join(profile.Paths.Root, "exports/reports/daily.md");
        File.Move(output, output + ".moved");
        File.CreateSymbolicLink(output, output + ".moved");
        Assert.Equal("OutputChanged", Assert.Single(profile.Verify().Problems).Name);
    }

    [Fact]
    public void Only_the_latest_output_of_a_path_is_compared()
    {
        profile.Run();
        profile.Run();
        Assert.Empty(profile.Verify().Problems);
    }

    [Fact]
    public void A_start_without_an_end_is_a_warning()
    {
        profile.Append(1);
        AuditLedgerVerification result = profile.Verify();
        AuditLedgerProblem problem = Assert.Single(result.Problems);
        Assert.Equal("RunUnfinished", problem.Name);
        Assert.Equal(DiagnosticSeverity.Warning, problem.Severity);
        Assert.True(result.IsValid);
    }

    [Theory]
    [InlineData("\"status\":\"ok\"", "\"status\":\"no\"")]
    [InlineData("run.finished", "run.abandon")]
    [InlineData("1970-01-01", "1970-01-02")]
    public void An_edited_entry_is_found_and_nothing_else_that_only_follows_from_it(string text, string other)
    {
        profile.Run();
        profile.Run();
        string bundle = Path.Join(profile.Paths.Ledger, "tile/entries/000.p/4");
        string content = File.ReadAllText(bundle, System.Text.Encoding.Latin1);
        int at = content.IndexOf(text, StringComparison.Ordinal);
        File.WriteAllText(bundle, string.Concat(content.AsSpan(0, at), other, content.AsSpan(at + other.Length)), System.Text.Encoding.Latin1);

        AuditLedgerProblem problem = Assert.Single(profile.Verify().Problems);

        Assert.Equal("EntryMismatch", problem.Name);
        Assert.Equal(".pkg/profiles/default/ledger/tile/entries/000.p/4", problem.Path);
        Assert.StartsWith("Restore", problem.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void The_verdict_says_by_what_it_was_judged()
    {
        Assert.Equal("nothing was recorded yet", profile.Verify().Verdict);
        profile.Run();
        AuditLedgerVerification plain = profile.Verify();
        Assert.Equal("consistent, unsigned, compared with no kept checkpoint", plain.Verdict);
        Assert.Null(plain.KeptSize);

        SignedCheckpoint kept = profile.Open().Signed;
        LedgerPublicKey key = profile.InitializeKey();
        AuditLedgerVerification signed = profile.Verify();
        Assert.Equal("consistent, signed with the key that it names itself, compared with no kept checkpoint", signed.Verdict);
        Assert.False(signed.SignedByGivenKey);

        AuditLedgerVerification full = profile.Verify(new() { PublicKey = key, Since = kept });
        Assert.Equal("consistent, signed with the given key, continues the kept checkpoint of 2 entries", full.Verdict);
        Assert.True(full.SignedByGivenKey);
        Assert.Equal(2, full.KeptSize);

        File.AppendAllText(Path.Join(profile.Paths.Root, "exports/reports/daily.md"), "x");
        Assert.EndsWith("; but an output is not as it was recorded", profile.Verify().Verdict, StringComparison.Ordinal);
        File.Delete(Path.Join(profile.Paths.Runs, TestProfile.RunId(0), "run.json"));
        Assert.Equal("the history is broken", profile.Verify().Verdict);
    }

    [Fact]
    public void A_start_whose_process_lives_is_no_problem()
    {
        profile.Append(1);
        string path = profile.Paths.LockOfRun(TestProfile.RunId(0));
        using var held = AuditGraph.Core.Workspaces.FileLock.TryAcquire(new AuditGraph.Core.Workspaces.Disk(), path);
        Assert.Empty(profile.Verify().Problems);
    }

    [Fact]
    public void A_second_end_contradicts_the_first()
    {
        profile.Run();
        LedgerEntry start = TestProfile.Started(0);
        profile.Log.Append(LedgerEntry.RunAbandoned(start.Run, start.Job, start.Time, null));
        Assert.Equal("EntryOutOfOrder", Assert.Single(profile.Verify().Problems).Name);
    }

    [Fact]
    public void An_end_without_a_start_is_found()
    {
        LedgerEntry start = TestProfile.Started(0);
        profile.Log.Append(LedgerEntry.RunAbandoned(start.Run, start.Job, start.Time, null));
        Assert.Equal("EntryOutOfOrder", Assert.Single(profile.Verify().Problems).Name);
    }

    [Fact]
    public void A_record_that_no_entry_states_is_found()
    {
        profile.Run();
        TestProfile.Write(Path.Join(profile.Paths.Runs, TestProfile.RunId(99), "run.json"), "{}");
        AuditLedgerProblem problem = Assert.Single(profile.Verify().Problems);
        Assert.Equal("RecordUnreferenced", problem.Name);
        Assert.Equal(TestProfile.RunId(99), problem.Run);
    }

    [Fact]
    public void A_ledger_that_was_set_back_leaves_records_unreferenced()
    {
        profile.Run();
        string copy = profile.Paths.Ledger + "-copy";
        CopyFolder(profile.Paths.Ledger, copy);
        profile.Run();
        Directory.Delete(profile.Paths.Ledger, recursive: true);
        Directory.Move(copy, profile.Paths.Ledger);
        Assert.Contains(profile.Verify().Problems, problem => problem.Name == "RecordUnreferenced");
    }

    [Fact]
    public void A_ledger_that_was_set_back_is_no_continuation_of_a_later_checkpoint()
    {
        profile.Append(3);
        SignedCheckpoint kept = profile.Open().Signed;
        string copy = profile.Paths.Ledger + "-copy";
        CopyFolder(profile.Paths.Ledger, copy);
        profile.Append(1);
        SignedCheckpoint later = profile.Open().Signed;
        Assert.True(profile.Verify(new() { Since = kept }).IsValid);
        Directory.Delete(profile.Paths.Ledger, recursive: true);
        Directory.Move(copy, profile.Paths.Ledger);
        Assert.Contains(profile.Verify(new() { Since = later }).Problems, problem => problem.Name == "HistoryTruncated");
    }

    [Fact]
    public void A_tree_recomputed_over_other_entries_is_no_continuation_of_a_kept_checkpoint()
    {
        profile.Append(3);
        SignedCheckpoint kept = profile.Open().Signed;
        var forged = new Checkpoint(kept.Checkpoint.Origin, 0, MerkleTree.EmptyRoot);
        Directory.Delete(profile.Paths.Ledger, recursive: true);
        TestProfile.Write(Path.Join(profile.Paths.Ledger, "checkpoint"), forged.Text);
        profile.Append(5);
        Assert.True(profile.Verify().IsValid);
        Assert.Contains(profile.Verify(new() { Since = kept }).Problems, problem => problem.Name == "HistoryRewritten");
    }

    [Fact]
    public void Another_ledger_is_no_continuation_of_a_kept_checkpoint()
    {
        profile.Append(3);
        SignedCheckpoint kept = profile.Open().Signed;
        Directory.Delete(profile.Paths.Ledger, recursive: true);
        profile.Append(5);
        Assert.Contains(profile.Verify(new() { Since = kept }).Problems, problem => problem.Name == "HistoryRewritten");
    }

    [Fact]
    public void A_signature_cannot_be_stripped()
    {
        profile.Append(1);
        LedgerPublicKey key = profile.InitializeKey();
        SignedCheckpoint signed = profile.Open().Signed;
        File.WriteAllText(Path.Join(profile.Paths.Ledger, "checkpoint"), signed.Checkpoint.Text);
        Directory.Delete(profile.Paths.Secrets, recursive: true);
        Assert.Contains(profile.Verify().Problems, problem => problem.Name == "SignatureMissing");
        Assert.Contains(profile.Verify(new() { PublicKey = key }).Problems, problem => problem.Name == "SignatureMissing");
    }

    [Fact]
    public void A_ledger_signed_with_another_key_is_refused_by_who_kept_the_right_one()
    {
        profile.Append(1);
        profile.InitializeKey();
        using var other = LedgerKey.Create();
        Assert.True(profile.Verify().IsValid);
        Assert.Contains(profile.Verify(new() { PublicKey = other.PublicKey }).Problems, problem => problem.Name == "SignatureInvalid");
    }

    [Fact]
    public void A_file_that_does_not_belong_to_the_evidence_is_found()
    {
        profile.Run();
        TestProfile.Write(Path.Join(profile.Paths.Ledger, "tile", "notes.txt"), "");
        TestProfile.Write(Path.Join(profile.Paths.Runs, TestProfile.RunId(0), "notes.txt"), "");
        TestProfile.Write(Path.Join(profile.Paths.Runs, "notes.txt"), "");
        Assert.Equal(["UnexpectedFile", "UnexpectedFile", "UnexpectedFile"], profile.Verify().Problems.Select(problem => problem.Name));
    }

    [Fact]
    public void A_hostile_file_name_does_nothing_to_the_terminal()
    {
        profile.Run();
        TestProfile.Write(Path.Join(profile.Paths.Ledger, "a\u001b[2J\nb"), "");
        AuditLedgerProblem problem = Assert.Single(profile.Verify().Problems);
        Assert.EndsWith("/ledger/a\\u001b[2J\\nb", problem.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_size_that_no_disk_could_hold_is_refused_soon()
    {
        profile.Run();
        Checkpoint checkpoint = profile.Open().Checkpoint with { Size = long.MaxValue };
        File.WriteAllText(Path.Join(profile.Paths.Ledger, "checkpoint"), checkpoint.Text);
        Assert.Contains(profile.Verify().Problems, problem => problem.Name == "EntriesMissing");
        Assert.Equal("LedgerTampered", Assert.Throws<AuditEvidenceException>(() => profile.Log.Append(TestProfile.Started(9))).Descriptor.Name);
    }

    internal static void CopyFolder(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Join(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
