using System.CommandLine;
using System.Globalization;
using AuditGraph.Cli.Output;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Runs.Approvals;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Cli.Commands;

/// <summary><c>auditgraph baseline show ID</c>: all that one approval says.</summary>
internal sealed class BaselineShowCommand : Command
{
    private readonly Terminal terminal;

    private readonly GlobalOptions options;

    private readonly Argument<string> id = new("ID") { Description = "The approval." };

    /// <summary>Makes the command.</summary>
    public BaselineShowCommand(Terminal terminal, GlobalOptions options)
        : base("show", "Show all that one approval says.")
    {
        this.terminal = terminal;
        this.options = options;
        Arguments.Add(id);
        Options.Add(GlobalOptions.CreateFormat());
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Workspace workspace = options.Locate(parsed, terminal);
        AuditBaseline approval = new ApprovalHistory(workspace, new Disk()).Require(parsed.GetValue(id)!);
        if (GlobalOptions.WantsJson(parsed, terminal))
        {
            terminal.Output.WriteLine(JsonText.Object(json => BaselineJson.WriteMembers(json, approval)));
            return ExitCode.Ok;
        }

        foreach ((string label, string? text) in Lines(approval))
        {
            if (text is not null)
            {
                terminal.Output.WriteLine($"{label,-10}{DisplayText.Escape(text)}");
            }
        }

        return ExitCode.Ok;
    }

    private static (string Label, string? Text)[] Lines(AuditBaseline approval) =>
    [
        ("approval", approval.Id + (approval.IsCurrent ? " (in force)" : "")),
        ("job", approval.Job),
        ("approved", approval.Time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        ("by", approval.By),
        ("reason", approval.Reason),
        ("run", approval.Run),
        ("paths", approval.Paths.Count == 0 ? "all that the run saw" : string.Join(' ', approval.Paths)),
        ("replaces", approval.Previous),
        ("files", approval.Files is { } files
            ? string.Create(CultureInfo.InvariantCulture, $"{files}, {approval.Bytes} bytes")
            : "its snapshot is not there any more"),
        ("root", approval.SnapshotRoot),
    ];
}
