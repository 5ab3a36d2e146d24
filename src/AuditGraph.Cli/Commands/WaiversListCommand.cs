using System.CommandLine;
using System.Globalization;
using AuditGraph.Cli.Output;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Cli.Commands;

/// <summary><c>auditgraph waivers list</c>: who has set what aside, until when, and what that hides today.</summary>
internal sealed class WaiversListCommand : Command
{
    private readonly Terminal terminal;

    private readonly GlobalOptions options;

    /// <summary>Makes the command.</summary>
    public WaiversListCommand(Terminal terminal, GlobalOptions options)
        : base("list", "List the waivers of a workspace, with what each sets aside of what the last good runs found.")
    {
        this.terminal = terminal;
        this.options = options;
        Options.Add(GlobalOptions.CreateFormat());
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Workspace workspace = options.Locate(parsed, terminal);
        var observer = new TerminalObserver(terminal, options.Verbose.IsGiven(parsed));
        IReadOnlyList<AuditWaiver> waivers = new WaiverStanding(workspace, new Disk(), TimeProvider.System, observer).Read();
        if (GlobalOptions.WantsJson(parsed, terminal))
        {
            terminal.Output.WriteLine(JsonText.Object(json =>
            {
                json.WriteStartArray("waivers");
                foreach (AuditWaiver waiver in waivers)
                {
                    WaiverJson.WriteStanding(json, waiver);
                }

                json.WriteEndArray();
            }));
        }
        else if (waivers.Count == 0)
        {
            terminal.Output.WriteLine("No waivers: nothing is set aside.");
        }
        else
        {
            WriteTable(waivers);
        }

        return ExitCode.Ok;
    }

    private void WriteTable(IReadOnlyList<AuditWaiver> waivers) => TextTable.Write(
        terminal,
        [
            new TextColumn("Rule") { Narrowest = 16 },
            new TextColumn("Path") { Narrowest = 12, KeepsEnd = true },
            new TextColumn("Findings"),
            new TextColumn("Until"),
            new TextColumn("Owner") { Narrowest = 8, LeftOut = 1 },
            new TextColumn("Reason") { Narrowest = 12, LeftOut = 2 },
        ],
        [
            .. waivers.Select(waiver => (string[])
            [
                waiver.Rule ?? waiver.Fingerprint![..12],
                waiver.Path ?? "",
                waiver.Findings?.ToString(CultureInfo.InvariantCulture) ?? "?",
                waiver.State == AuditWaiverState.Expired ? "expired" : waiver.Expires.ToString("O", CultureInfo.InvariantCulture),
                DisplayText.Escape(waiver.Owner),
                DisplayText.Escape(waiver.Reason),
            ]),
        ]);
}
