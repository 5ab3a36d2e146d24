using System.CommandLine;
using AuditGraph.Cli.Output;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Cli.Commands;

/// <summary><c>auditgraph findings</c>: what checks found, in some run or in the last good run of each job.</summary>
internal sealed class FindingsCommand : Command
{
    private static readonly string[] States = [.. Enum.GetValues<AuditFindingState>().Select(SeverityWords.Of)];

    private readonly Terminal terminal;

    private readonly GlobalOptions options;

    private readonly Argument<string?> run = new("RUN")
    {
        Description = "The run's id; the last good run of each job where none is named.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly TextOption job = new("--job") { Description = "Only what this job found.", HelpName = "NAME" };

    private readonly TextOption rule = new("--rule") { Description = "Only the findings of this rule.", HelpName = "RULE" };

    private readonly KindsOption severity = new("--severity", [.. SeverityWords.All]) { Description = "Only the findings that weigh so much." };

    private readonly KindsOption state = new("--state", States) { Description = "Only the findings that stand so to the run before." };

    private readonly TextOption waived = new("--waived") { Description = "Only those that somebody has set aside, or nobody has.", HelpName = "yes|no" };

    /// <summary>Makes the command.</summary>
    public FindingsCommand(Terminal terminal, GlobalOptions options)
        : base("findings", "List what checks found.")
    {
        this.terminal = terminal;
        this.options = options;
        waived.AcceptOnlyFromAmong("yes", "no");
        Arguments.Add(run);
        Options.Add(job);
        Options.Add(rule);
        Options.Add(severity);
        Options.Add(state);
        Options.Add(waived);
        Options.Add(GlobalOptions.CreateFormat());
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Workspace workspace = options.Locate(parsed, terminal);
        var observer = new TerminalObserver(terminal, options.Verbose.IsGiven(parsed));
        var history = new RunHistory(workspace.Paths, new Disk(), TimeProvider.System, observer);
        var reports = new RunReport(workspace.Paths, new Disk());
        FindingFilter filter = FilterOf(parsed);
        List<AuditFinding> findings = [.. RunsOf(parsed, history)
            .SelectMany(reports.ReadFindings)
            .Where(filter.Matches)];
        if (GlobalOptions.WantsJson(parsed, terminal))
        {
            terminal.Output.WriteLine(JsonText.Object(json =>
            {
                json.WriteStartArray("findings");
                findings.ForEach(finding => FindingJson.Write(json, finding));
                json.WriteEndArray();
            }));
        }
        else
        {
            WriteText(findings);
        }

        return ExitCode.Ok;
    }

    private IReadOnlyCollection<AuditJobRun> RunsOf(ParseResult parsed, RunHistory history)
    {
        string? name = parsed.GetValue(job);
        if (parsed.GetValue(run) is { } id)
        {
            AuditJobRun asked = history.Require(id);
            return name is null || asked.Job == name ? [asked] : [];
        }

        return history.ReadLastGood(name is null ? null : candidate => candidate == name);
    }

    private FindingFilter FilterOf(ParseResult parsed)
    {
        string? wanted = parsed.GetValue(rule);
        return new FindingFilter(
            wanted is null ? null : candidate => candidate == wanted,
            [.. (parsed.GetValue(severity) ?? []).Select(SeverityWords.SeverityOf)],
            [.. (parsed.GetValue(state) ?? []).Select(SeverityWords.StateOf)],
            parsed.GetValue(waived) is { } word ? word == "yes" : null);
    }

    private void WriteText(List<AuditFinding> findings)
    {
        foreach (IGrouping<string?, AuditFinding> found in findings.GroupBy(finding => finding.Job))
        {
            terminal.Output.WriteLine($"{found.Key}: {CountText.Of(found.Count(), "finding")}");
            foreach (AuditFinding finding in found)
            {
                FindingOutput.Write(terminal, finding);
            }
        }

        if (findings.Count == 0)
        {
            terminal.Output.WriteLine("Nothing was found that is as asked for.");
        }
    }
}
