using System.CommandLine;
using System.Globalization;
using AuditGraph.Cli.Output;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Runs.Approvals;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Cli.Commands;

/// <summary><c>auditgraph baseline list</c>: what is approved as the baselines of jobs.</summary>
internal sealed class BaselineListCommand : Command
{
    private readonly Terminal terminal;

    private readonly GlobalOptions options;

    private readonly TextOption job = new("--job") { Description = "Only what was approved for this job.", HelpName = "NAME" };

    private readonly Flag history = new("--history", "All approvals, and not only those that are in force.");

    /// <summary>Makes the command.</summary>
    public BaselineListCommand(Terminal terminal, GlobalOptions options)
        : base("list", "List what is approved as the baselines of jobs: by whom, when and why.")
    {
        this.terminal = terminal;
        this.options = options;
        Options.Add(job);
        Options.Add(history);
        Options.Add(GlobalOptions.CreateFormat());
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Workspace workspace = options.Locate(parsed, terminal);
        string? name = parsed.GetValue(job);
        List<AuditBaseline> approvals =
        [
            .. new ApprovalHistory(workspace, new Disk()).ReadNewestFirst(
                name is null ? null : candidate => candidate == name, onlyCurrent: !history.IsGiven(parsed)),
        ];
        if (GlobalOptions.WantsJson(parsed, terminal))
        {
            terminal.Output.WriteLine(JsonText.Object(json =>
            {
                json.WriteStartArray("baselines");
                foreach (AuditBaseline approval in approvals)
                {
                    BaselineJson.Write(json, approval);
                }

                json.WriteEndArray();
            }));
        }
        else if (approvals.Count == 0)
        {
            terminal.Output.WriteLine("Nothing is approved; 'auditgraph baseline approve --run ID --reason TEXT' approves what a run saw.");
        }
        else
        {
            WriteTable(approvals);
        }

        return ExitCode.Ok;
    }

    private void WriteTable(List<AuditBaseline> approvals) => TextTable.Write(
        terminal,
        [
            new TextColumn("Approved"),
            new TextColumn("Job") { Narrowest = 8 },
            new TextColumn("By") { Narrowest = 8, LeftOut = 2 },
            new TextColumn("Paths") { Narrowest = 8, LeftOut = 3 },
            new TextColumn("Reason") { Narrowest = 12, LeftOut = 1 },
            new TextColumn("Id"),
        ],
        [
            .. approvals.Select(approval => (string[])
            [
                approval.Time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                approval.Job,
                DisplayText.Escape(approval.By),
                DisplayText.Escape(string.Join(' ', approval.Paths)),
                DisplayText.Escape(approval.Reason),
                approval.Id,
            ]),
        ]);
}
