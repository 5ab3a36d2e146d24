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
        Assert.StartsWith("ledger   valid\n  size   2 entries, 1 run\n", person.Output, StringComparison.Ordinal);
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
        Assert.Contains("error AG3", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_is_made_once_and_signs_from_then_on()
    {
        RunJob();

        CommandLine.Outcome made = CommandLine.RunOnTerminal(folder.Root, "ledger", "init-key");
        string key = folder.Write("kept/key.pem", made.Output);
        CommandLine.Outcome verified = CommandLine.Run(folder.Root, "ledger", "verify", "--public-key", "kept/key.pem");
        CommandLine.Outcome again = CommandLine.Run(folder.Root, "ledger", "init-key");

        Assert.Equal(0, made.ExitCode);
        Assert.StartsWith("-----BEGIN PUBLIC KEY-----\n", made.Output, StringComparison.Ordinal);
        Assert.True((bool)verified.Json["signed"]!);
        Assert.Equal(0, verified.ExitCode);
        Assert.Equal(1, again.ExitCode);
        Assert.StartsWith("AG3", (string?)again.Json["detail"]!["code"], StringComparison.Ordinal);
        Assert.True(File.Exists(key));
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
    public void A_run_that_never_was_has_no_proof()
    {
        CommandLine.Outcome before = CommandLine.Run(folder.Root, "ledger", "proof", "01890000-0000-7000-8000-000000000000", "--root", folder.Root);
        RunJob();
        CommandLine.Outcome after = CommandLine.Run(folder.Root, "ledger", "proof", "01890000-0000-7000-8000-000000000000");

        Assert.Equal(1, before.ExitCode);
        Assert.Equal("RunNotFound", (string?)before.Json["detail"]!["name"]);
        Assert.Equal(1, after.ExitCode);
        Assert.Equal("RunNotFound", (string?)after.Json["detail"]!["name"]);
    }

    private JsonNode RunJob()
    {
        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "jobs", "run", "changed");
        Assert.Equal(0, outcome.ExitCode);
        return outcome.Json;
    }
}
