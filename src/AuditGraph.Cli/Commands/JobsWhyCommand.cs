using System.CommandLine;
using AuditGraph.Cli.Output;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Cli.Commands;

/// <summary><c>auditgraph jobs why</c>: why a job last ran, or why the report of an earlier run still held.</summary>
internal sealed class JobsWhyCommand : Command
{
    private readonly Terminal terminal;

    private readonly GlobalOptions options;

    private readonly Argument<string> name = new("NAME") { Description = "The job." };

    /// <summary>Makes the command.</summary>
    public JobsWhyCommand(Terminal terminal, GlobalOptions options)
        : base("why", "Tell why a job last ran, or why the report of an earlier run still held.")
    {
        this.terminal = terminal;
        this.options = options;
        Arguments.Add(name);
        Options.Add(GlobalOptions.CreateFormat());
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Workspace workspace = options.Locate(parsed, terminal);
        AuditJob job = JobSelection.Find(options.LoadJobs(workspace), parsed.GetValue(name)!);
        var history = new RunHistory(
            workspace.Paths, new Disk(), TimeProvider.System, new TerminalObserver(terminal, options.Verbose.IsGiven(parsed)));
        AuditJobRun? run = history.ReadNewestFirst(new RunFilter(candidate => candidate == job.Name))
            .FirstOrDefault(candidate => candidate.Status != AuditRunStatus.Pending);
        if (GlobalOptions.WantsJson(parsed, terminal))
        {
            terminal.Output.WriteLine(JsonText.Object(json =>
            {
                json.WriteString("status", "ok");
                json.WritePropertyName("run");
                if (run is null)
                {
                    json.WriteNullValue();
                }
                else
                {
                    RunJson.Write(json, run);
                }
            }));
        }
        else if (run is null)
        {
            terminal.Output.WriteLine($"{job.Name} has not run yet");
        }
        else
        {
            Write(run);
        }

        return ExitCode.Ok;
    }

    private void Write(AuditJobRun run)
    {
        string origin = run.Status == AuditRunStatus.Ok ? $", {RunRecord.OriginName(run.Origin)}" : "";
        string end = run.FinishedAt is { } finished ? $", {InstantText.Format(finished)}" : "";
        terminal.Output.WriteLine($"{run.Job}: {RunRecord.StatusName(run.Status)}{origin}, run {run.Id}{end}");
        if (run.ReusedRunId is { } reused)
        {
            terminal.Output.WriteLine($"  report of      {reused}");
        }

        if (run.Reasons.Count == 0)
        {
            terminal.Output.WriteLine(run.ErrorMessage is { } error ? $"  {terminal.Show(error)}" : "  no reason is recorded");
        }

        foreach (AuditRunReason reason in run.Reasons)
        {
            Write(reason);
        }
    }

    private void Write(AuditRunReason reason)
    {
        terminal.Output.WriteLine(reason.Part is null ? $"  {reason.Code}" : $"  {reason.Code,-14} {reason.Part}");
        foreach ((string label, string? value) in new[] { ("was", reason.Old), ("is", reason.New) })
        {
            if (value is not null)
            {
                terminal.Output.WriteLine($"    {label,-12} {terminal.Show(value)}");
            }
        }

        foreach (string path in reason.Names)
        {
            terminal.Output.WriteLine($"    {terminal.Show(path)}");
        }

        if (reason.Total > reason.Names.Count)
        {
            terminal.Output.WriteLine($"    and {CountText.Of(reason.Total - reason.Names.Count, "other")}");
        }
    }
}
