using System.CommandLine;
using System.Globalization;
using AuditGraph.Cli.Output;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Cli.Commands;

/// <summary><c>auditgraph runs list</c>: what ran, the newest first.</summary>
internal sealed class RunsListCommand : Command
{
    private static readonly string[] StatusNames =
    [
        RunRecord.StatusName(AuditRunStatus.Pending),
        RunRecord.StatusName(AuditRunStatus.Ok),
        RunRecord.StatusName(AuditRunStatus.Failed),
        RunRecord.StatusName(AuditRunStatus.Abandoned),
        RunRecord.StatusName(AuditRunStatus.Skipped),
        RunRecord.StatusName(AuditRunStatus.Blocked),
    ];

    private readonly Terminal terminal;

    private readonly GlobalOptions options;

    private readonly CountOption last = new("--last", "At most so many runs.");

    private readonly TextOption job = new("--job") { Description = "Only the runs of this job.", HelpName = "NAME" };

    private readonly TextOption status = new("--status") { Description = "Only the runs that stand so.", HelpName = string.Join('|', StatusNames) };

    /// <summary>Makes the command.</summary>
    public RunsListCommand(Terminal terminal, GlobalOptions options)
        : base("list", "List the runs of a workspace, the newest first.")
    {
        this.terminal = terminal;
        this.options = options;
        status.AcceptOnlyFromAmong(StatusNames);
        Options.Add(last);
        Options.Add(job);
        Options.Add(status);
        Options.Add(GlobalOptions.CreateFormat());
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Workspace workspace = options.Locate(parsed, terminal);
        var observer = new TerminalObserver(terminal, options.Verbose.IsGiven(parsed));
        new RunLedger(workspace.Paths, new Disk(), TimeProvider.System, observer).TrySettleAbandoned(CancellationToken.None);
        var history = new RunHistory(workspace.Paths, new Disk(), TimeProvider.System, observer);
        string? name = parsed.GetValue(job);
        int index = Array.IndexOf(StatusNames, parsed.GetValue(status));
        var filter = new RunFilter(
            name is null ? null : candidate => candidate == name,
            index < 0 ? null : (AuditRunStatus)index);
        int most = last.ValueOf(parsed) ?? int.MaxValue;
        List<AuditJobRun> runs = [.. history.ReadNewestFirst(filter).Take(most)];
        if (GlobalOptions.WantsJson(parsed, terminal))
        {
            terminal.Output.WriteLine(JsonText.Object(json =>
            {
                json.WriteStartArray("runs");
                foreach (AuditJobRun run in runs)
                {
                    RunJson.Write(json, run);
                }

                json.WriteEndArray();
            }));
        }
        else
        {
            WriteTable(runs, isFiltered: name is not null || index >= 0);
        }

        return ExitCode.Ok;
    }

    private void WriteTable(List<AuditJobRun> runs, bool isFiltered)
    {
        if (runs.Count == 0)
        {
            terminal.Output.WriteLine(isFiltered ? "No run is as asked for." : "No runs yet; 'auditgraph jobs run NAME' makes one.");
            return;
        }

        TextTable.Write(
            terminal,
            [
                new TextColumn("Started"),
                new TextColumn("Job") { Narrowest = 8 },
                new TextColumn("Status"),
                new TextColumn("Duration") { LeftOut = 2 },
                new TextColumn("Output") { Narrowest = 12, KeepsEnd = true, LeftOut = 1 },
                new TextColumn("Id"),
            ],
            [.. runs.Select(Row)]);
    }

    private static string[] Row(AuditJobRun run) =>
    [
        run.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        run.Job,
        RunRecord.StatusName(run.Status),
        run.Duration is { } duration ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.000} s") : "",
        run.OutputPath is { } path ? Path.GetRelativePath(run.Root, path) : "",
        run.Id,
    ];
}
