using System.Text.Json.Nodes;
using AuditGraph.Core.Ledger;

namespace AuditGraph.Cli.Tests;

public sealed class LedgerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public LedgerTests()
    {
        folder.Write("config/jobs.yaml", Job.File());
        folder.Write("a.txt", "a");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_recorded_verifies()
    {
        RunJob();

        CommandLine.Outcome machine = CommandLine.Run(folder.Root, "ledger", "verify");
        CommandLine.Outcome person = CommandLine.RunOnTerminal(folder.Root, "ledger", "verify");

        Assert.Equal(0, machine.ExitCode);
        Assert.Equal("ok", (string?)machine.Json["status"]);
        Assert.True((bool)machine.Json["isValid"]!);
        Assert.Equal(2, (long)machine.Json["size"]!);
        Assert.Equal(1, (long)machine.Json["runs"]!);
        Assert.False((bool)machine.Json["signed"]!);
        Assert.Empty(machine.Json["problems"]!.AsArray());
        Assert.Equal("consistent, unsigned, compared with no kept checkpoint", (string?)machine.Json["verdict"]);
        Assert.Null(machine.Json["keptSize"]);
        Assert.StartsWith("ledger   consistent, unsigned, compared with no kept checkpoint\n  size   2 entries, 1 run\n", person.Output, StringComparison.Ordinal);
        Assert.Contains("give it with --since", person.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_that_was_changed_is_named_and_the_history_is_still_intact()
    {
        RunJob();
        File.AppendAllText(folder["exports/reports/changed.json"], " ");

        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "ledger", "verify");

        Assert.Equal(1, outcome.ExitCode);
        Assert.False((bool)outcome.Json["isValid"]!);
        Assert.True((bool)outcome.Json["isHistoryValid"]!);
        JsonNode problem = Assert.Single(outcome.Json["problems"]!.AsArray())!;
        Assert.Equal("exports/reports/changed.json", (string?)problem["path"]);
        Assert.NotEqual((string?)problem["expected"], (string?)problem["actual"]);
    }

    [Fact]
    public void A_record_that_was_changed_breaks_the_history()
    {
        string record = (string)RunJob()["record"]!;
        File.WriteAllText(record, File.ReadAllText(record).Replace("\"ok\"", "\"OK\"", StringComparison.Ordinal));

        CommandLine.Outcome outcome = CommandLine.RunOnTerminal(folder.Root, "ledger", "verify");

        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("ledger   the history is broken\n", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("error AG3035", outcome.Output, StringComparison.Ordinal);
        Assert.Contains($"\n  file     {Path.GetRelativePath(folder.Root, record)}\n", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("\n  do       Restore what the problem names from a backup", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("--since", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_key_is_printed_as_itself_wherever_it_goes_and_signs_from_then_on(bool isTerminal)
    {
        RunJob();

        CommandLine.Outcome made = Run(isTerminal, "ledger", "init-key");
        folder.Write("kept/key.pem", made.Output);
        CommandLine.Outcome verified = CommandLine.Run(folder.Root, "ledger", "verify", "--public-key", "kept/key.pem");
        CommandLine.Outcome again = Run(isTerminal, "ledger", "init-key");
        CommandLine.Outcome forMachines = CommandLine.Run(folder.Root, "ledger", "init-key", "--format", "json");

        Assert.Equal(0, made.ExitCode);
        Assert.StartsWith("-----BEGIN PUBLIC KEY-----\n", made.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n-----END PUBLIC KEY-----\n", made.Output, StringComparison.Ordinal);
        Assert.True((bool)verified.Json["signed"]!);
        Assert.True((bool)verified.Json["signedByGivenKey"]!);
        Assert.Equal(0, verified.ExitCode);

        // No failure ends up in the file that the key is meant for.
        Assert.Equal((1, ""), (again.ExitCode, again.Output));
        Assert.StartsWith("error AG3004", again.Error, StringComparison.Ordinal);
        Assert.Equal("AG3004", (string?)forMachines.Json["detail"]!["code"]);
    }

    [Fact]
    public void The_output_of_the_wrong_command_as_a_key_is_named_for_what_it_is()
    {
        RunJob();
        folder.Write("key.pem", CommandLine.Run(folder.Root, "runs", "list").Output);

        CommandLine.Outcome outcome = CommandLine.RunOnTerminal(folder.Root, "ledger", "verify", "--public-key", "key.pem");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("key.pem' holds no public key of a ledger: it is JSON.", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("Name the file that holds what 'auditgraph ledger init-key'", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_that_was_made_anew_is_not_plainly_valid()
    {
        RunJob();
        File.Copy(folder[".pkg/profiles/default/ledger/checkpoint"], folder["kept"]);
        Directory.Delete(folder[".pkg"], recursive: true);
        RunJob();

        CommandLine.Outcome alone = CommandLine.RunOnTerminal(folder.Root, "ledger", "verify");
        CommandLine.Outcome compared = CommandLine.RunOnTerminal(folder.Root, "ledger", "verify", "--since", "kept");

        Assert.StartsWith("ledger   consistent, unsigned, compared with no kept checkpoint\n", alone.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("valid", alone.Output, StringComparison.Ordinal);
        Assert.Equal(1, compared.ExitCode);
        Assert.StartsWith("ledger   the history is broken\nerror AG3042", compared.Output.Replace("  size   2 entries, 1 run\n", "", StringComparison.Ordinal).Replace($"  root   {RootHash()}\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_ledger_must_continue_a_checkpoint_that_was_kept()
    {
        RunJob();
        File.Copy(folder[".pkg/profiles/default/ledger/checkpoint"], folder["checkpoint.kept"]);
        RunJob();
        Assert.Equal(0, CommandLine.Run(folder.Root, "ledger", "verify", "--since", "checkpoint.kept").ExitCode);

        Directory.Delete(folder[".pkg"], recursive: true);
        RunJob();
        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "ledger", "verify", "--since", "checkpoint.kept");

        Assert.Equal(1, outcome.ExitCode);
        Assert.False((bool)outcome.Json["isHistoryValid"]!);
    }

    [Fact]
    public void A_proof_of_a_run_is_printed_as_the_file_that_others_check()
    {
        string run = (string)RunJob()["run"]!;
        string pem = CommandLine.RunOnTerminal(folder.Root, "ledger", "init-key").Output;

        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "ledger", "proof", run);

        Assert.Equal(0, outcome.ExitCode);
        AuditRunProofVerification found = RunProofVerifier.Verify(
            System.Text.Encoding.UTF8.GetBytes(outcome.Output), LedgerPublicKey.FromPem(pem));
        Assert.True(found.IsValid, string.Join('\n', found.Problems));
        Assert.Equal(run, found.Run);
    }

    [Fact]
    public void A_proof_is_checked_without_the_workspace_by_the_key_or_by_the_checkpoint()
    {
        string run = (string)RunJob()["run"]!;
        folder.Write("away/key.pem", CommandLine.RunOnTerminal(folder.Root, "ledger", "init-key").Output);
        folder.Write("away/run.tlog-proof", CommandLine.Run(folder.Root, "ledger", "proof", run).Output);
        File.Copy(folder[".pkg/profiles/default/ledger/checkpoint"], folder["away/checkpoint"]);
        string away = folder["away"];

        CommandLine.Outcome byKey = CommandLine.Run(away, "ledger", "check-proof", "run.tlog-proof", "--public-key", "key.pem");
        CommandLine.Outcome byCheckpoint = CommandLine.RunOnTerminal(away, "ledger", "check-proof", "run.tlog-proof", "--checkpoint", "checkpoint");

        Assert.Equal((0, "ok", run), (byKey.ExitCode, (string?)byKey.Json["status"], (string?)byKey.Json["run"]));
        Assert.Equal("ok", (string?)byKey.Json["runStatus"]);
        Assert.Equal("exports/reports/changed.json", (string?)byKey.Json["outputPath"]);
        Assert.True((bool)byKey.Json["signed"]!);
        Assert.Equal(0, byCheckpoint.ExitCode);
        Assert.StartsWith($"proof    holds\n  run    {run} of the job 'changed': ok, ", byCheckpoint.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_proof_that_does_not_hold_says_why_and_what_to_do_and_nothing_of_its_run()
    {
        string run = (string)RunJob()["run"]!;
        CommandLine.RunOnTerminal(folder.Root, "ledger", "init-key");
        folder.Write("run.tlog-proof", CommandLine.Run(folder.Root, "ledger", "proof", run).Output);
        RunJob();

        CommandLine.Outcome outcome = CommandLine.RunOnTerminal(
            folder.Root, "ledger", "check-proof", "run.tlog-proof", "--checkpoint", ".pkg/profiles/default/ledger/checkpoint");

        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("proof    does not hold\nerror AG3045", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("\n  do       Check against the checkpoint", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(run, outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--public-key", "a", "--checkpoint", "b")]
    public void A_proof_is_checked_by_one_thing_that_is_known(params string[] options) =>
        Assert.Equal(2, CommandLine.Run(folder.Root, ["ledger", "check-proof", "run.tlog-proof", .. options]).ExitCode);

    [Fact]
    public void A_run_that_never_was_has_no_proof_and_nothing_is_printed_in_its_place()
    {
        CommandLine.Outcome before = CommandLine.Run(folder.Root, "ledger", "proof", "01890000-0000-7000-8000-000000000000", "--root", folder.Root);
        RunJob();
        CommandLine.Outcome after = CommandLine.Run(folder.Root, "ledger", "proof", "01890000-0000-7000-8000-000000000000");

        Assert.Equal((1, ""), (before.ExitCode, before.Output));
        Assert.StartsWith("error AG2002", before.Error, StringComparison.Ordinal);
        Assert.Equal((1, ""), (after.ExitCode, after.Output));
        Assert.StartsWith("error AG2002", after.Error, StringComparison.Ordinal);
    }

    private CommandLine.Outcome Run(bool isTerminal, params string[] arguments) =>
        isTerminal ? CommandLine.RunOnTerminal(folder.Root, arguments) : CommandLine.Run(folder.Root, arguments);

    private string RootHash() => (string)CommandLine.Run(folder.Root, "ledger", "verify").Json["rootHash"]!;

    private JsonNode RunJob()
    {
        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "jobs", "run", "changed");
        Assert.Equal(0, outcome.ExitCode);
        return outcome.Json;
    }
}
