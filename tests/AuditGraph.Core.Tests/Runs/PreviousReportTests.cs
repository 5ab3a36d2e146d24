using AuditGraph.Core.Canonical;
using AuditGraph.Core.Tests.Runs.Retention;

namespace AuditGraph.Core.Tests.Runs;

/// <summary>A run that replaces a report first looks whether that is still what was recorded, and records what it saw.</summary>
public sealed class PreviousReportTests : IDisposable
{
    private readonly RetentionWorkspace workspace = new("jobs:\n" + RetentionWorkspace.Job("daily", "last-run"));

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void A_report_that_was_edited_is_told_of_before_it_is_replaced()
    {
        AuditJobRun first = workspace.Run("daily").Run;
        File.AppendAllText(first.OutputPath!, "edited");
        string seen = ContentHash.Of(File.ReadAllBytes(first.OutputPath!)).ToString();

        AuditJobRun next = workspace.Run("daily").Run;

        string warning = Assert.Single(next.Warnings);
        Assert.Equal(
            $"The report 'exports/daily.json' is not what the run {first.Id} wrote: its SHA-256 is {seen} instead of {first.OutputSha256}. This run replaces it.",
            warning);
        Assert.Contains(warning, workspace.Observer.Warnings);
        Assert.Contains(seen, File.ReadAllText(next.RecordPath!), StringComparison.Ordinal);
        Assert.Empty(workspace.Run("daily").Run.Warnings);
    }

    [Fact]
    public void A_record_that_was_edited_or_deleted_is_told_of_too()
    {
        AuditJobRun first = workspace.Run("daily").Run;
        File.AppendAllText(first.RecordPath!, " ");
        AuditJobRun second = workspace.Run("daily").Run;
        File.Delete(second.RecordPath!);
        AuditJobRun third = workspace.Run("daily").Run;

        Assert.Contains(
            second.Warnings, warning => warning.StartsWith($"The record of the run {first.Id} is not what the ledger names: its SHA-256 is ", StringComparison.Ordinal));
        Assert.Contains($"The record of the run {second.Id} is not what the ledger names: it is gone.", third.Warnings);
    }

    [Fact]
    public void A_report_that_was_deleted_is_not_replaced_and_nothing_is_said()
    {
        File.Delete(workspace.Run("daily").Run.OutputPath!);

        Assert.Empty(workspace.Run("daily").Run.Warnings);
    }

    [Fact]
    public void A_job_that_was_renamed_looks_at_what_it_wrote_under_its_old_name()
    {
        AuditJobRun former = workspace.Run("daily").Run;
        File.AppendAllText(former.OutputPath!, "edited");
        workspace.Write("config/jobs.yaml", "jobs:\n"
            + RetentionWorkspace.Job("other", "last-run").Replace("exports/other.json", "exports/daily.json", StringComparison.Ordinal));

        Assert.Contains(former.Id, Assert.Single(workspace.Run("other").Run.Warnings), StringComparison.Ordinal);
    }
}
