using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using AuditGraph.Cli.Output;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Cli.Commands;

/// <summary><c>auditgraph waivers add</c>: sets findings aside, by a rule or by one finding's fingerprint.</summary>
internal sealed class WaiversAddCommand : Command
{
    private readonly Terminal terminal;

    private readonly GlobalOptions options;

    private readonly TextOption rule = new("--rule") { Description = "The rule whose findings are set aside.", HelpName = "RULE" };

    private readonly TextOption path = new("--path") { Description = "In which files: a pattern as in a .gitignore file.", HelpName = "PATTERN" };

    private readonly TextOption fingerprint = new("--fingerprint") { Description = "The one finding that is set aside.", HelpName = "SHA256" };

    private readonly TextOption reason = new("--reason") { Description = "Why it is right to set them aside.", HelpName = "TEXT", Required = true };

    private readonly TextOption owner = new("--owner") { Description = "Who answers for it.", HelpName = "TEXT", Required = true };

    private readonly TextOption expires = new("--expires") { Description = "The last day, in UTC, on which it holds, such as 2027-01-31.", HelpName = "DAY", Required = true };

    private readonly TextOption ticket = new("--ticket") { Description = "Where it was decided.", HelpName = "TEXT" };

    private readonly Flag whatIf = new("--what-if", "Tell what would be written; write nothing.");

    /// <summary>Makes the command.</summary>
    public WaiversAddCommand(Terminal terminal, GlobalOptions options)
        : base("add", "Set findings aside: write a waiver into config/waivers.yaml, leaving all else in it as it is.")
    {
        this.terminal = terminal;
        this.options = options;
        expires.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && DayOf(token.Value) is null)
            {
                result.AddError($"'{token.Value}' is no day; --expires takes one such as 2027-01-31.");
            }
        });
        Validators.Add(RequireOneTarget);
        foreach (Option option in new Option[] { rule, path, fingerprint, reason, owner, expires, ticket, whatIf, GlobalOptions.CreateFormat() })
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    private static DateOnly? DayOf(string? text) =>
        DateOnly.TryParseExact(text, WaiversDescription.DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;

    private void RequireOneTarget(CommandResult result)
    {
        bool hasRule = result.GetResult(rule) is not null;
        bool hasFingerprint = result.GetResult(fingerprint) is not null;
        if (hasRule == hasFingerprint)
        {
            result.AddError("Give either --rule or --fingerprint.");
        }
        else if (hasFingerprint && result.GetResult(path) is not null)
        {
            result.AddError("--path goes with --rule; a finding has one path.");
        }
    }

    private int Run(ParseResult parsed)
    {
        Workspace workspace = options.Locate(parsed, terminal);
        var editor = new WaiverEditor(workspace.Root, new Disk(), TimeProvider.System);
        var waiver = new AuditWaiver
        {
            Rule = parsed.GetValue(rule),
            Path = parsed.GetValue(path),
            Fingerprint = parsed.GetValue(fingerprint),
            Reason = parsed.GetValue(reason)!,
            Owner = parsed.GetValue(owner)!,
            Expires = DayOf(parsed.GetValue(expires))!.Value,
            Ticket = parsed.GetValue(ticket),
        };
        bool isTried = whatIf.IsGiven(parsed);
        string file = editor.Path;
        if (isTried)
        {
            editor.Preview(waiver);
        }
        else
        {
            editor.Add(waiver);
        }

        if (GlobalOptions.WantsJson(parsed, terminal))
        {
            terminal.Output.WriteLine(JsonText.Object(json =>
            {
                json.WriteString("status", "ok");
                json.WriteBoolean("whatIf", isTried);
                json.WriteString("file", file);
                json.WritePropertyName("waiver");
                WaiverJson.WriteOrNull(json, waiver);
            }));
        }
        else
        {
            terminal.Output.WriteLine($"{(isTried ? "What if: would write" : "Wrote")} a waiver into {terminal.Show(file)}");
        }

        return ExitCode.Ok;
    }
}
