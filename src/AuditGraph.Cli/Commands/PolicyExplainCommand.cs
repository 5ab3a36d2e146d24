using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using AuditGraph.Cli.Output;
using AuditGraph.Core.Actions.CheckIntegrity;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Cli.Commands;

/// <summary><c>auditgraph policy explain</c>: which rule of <c>check.integrity</c> decides on a path.</summary>
internal sealed class PolicyExplainCommand : Command
{
    private readonly Terminal terminal;

    private readonly GlobalOptions options;

    private readonly Argument<string> path = new("PATH")
    {
        Description =
            "The path from the workspace's root, as reports show it; with a slash at the end where it is a folder.",
    };

    private readonly TextOption job = new("--job") { Description = "Only the policy of this job.", HelpName = "NAME" };

    /// <summary>Makes the command.</summary>
    public PolicyExplainCommand(Terminal terminal, GlobalOptions options)
        : base("explain", "Tell which rule decides on what is watched of a path.")
    {
        this.terminal = terminal;
        this.options = options;
        path.Validators.Add(RefuseOtherPaths);
        Arguments.Add(path);
        Options.Add(job);
        Options.Add(GlobalOptions.CreateFormat());
        SetAction(Run);
    }

    private static void RefuseOtherPaths(ArgumentResult result)
    {
        if (result.Tokens is [var token] && !TryRead(token.Value, out _))
        {
            result.AddError($"'{token.Value}' is no path from the workspace's root, such as 'logs/app.log'.");
        }
    }

    private static bool TryRead(string text, out TreePath path)
    {
        string plain = (text.StartsWith("./", StringComparison.Ordinal) ? text[2..] : text).TrimEnd('/');
        path = default;
        if (text is "." or "./")
        {
            return true;
        }

        try
        {
            path = TreePath.Parse(plain);
        }
        catch (FormatException)
        {
            return false;
        }

        return plain.Split('/').All(name => name is not ("" or "." or ".."));
    }

    private int Run(ParseResult parsed)
    {
        string text = parsed.GetValue(path)!;
        TryRead(text, out TreePath asked);
        Workspace workspace = options.Locate(parsed, terminal);
        JobConfigFile file = options.LoadJobs(workspace);
        IEnumerable<AuditJob> jobs = parsed.GetValue(job) is { } name
            ? [PolicyExplanation.Require(JobSelection.Find(file, name))]
            : file.Jobs;
        IReadOnlyList<PolicyExplanation> found =
            PolicyExplanation.OfAll(jobs, asked, isFolder: text.EndsWith('/') || asked.Bytes.IsEmpty);
        if (GlobalOptions.WantsJson(parsed, terminal))
        {
            terminal.Output.WriteLine(JsonText.Object(json =>
            {
                json.WriteString("status", "ok");
                json.WriteStartArray("policies");
                foreach (PolicyExplanation one in found)
                {
                    Write(json, one);
                }

                json.WriteEndArray();
            }));
        }
        else if (found.Count == 0)
        {
            terminal.Output.WriteLine("No job has a policy of paths: none is of check.integrity.");
        }
        else
        {
            foreach (PolicyExplanation one in found)
            {
                Write(one);
            }
        }

        return ExitCode.Ok;
    }

    private static void Write(Utf8JsonWriter json, PolicyExplanation one)
    {
        json.WriteStartObject();
        json.WriteString("job", one.Job);
        json.WriteString("path", one.Path);
        if (one.Rule is { } rule)
        {
            json.WriteNumber("rule", rule.Number);
        }
        else
        {
            json.WriteNull("rule");
        }

        json.WriteString("pattern", one.Pattern);
        WriteTexts(json, "watch", one.Rule is null ? [] : one.Watch);
        json.WriteString("severity", one.Rule is null ? null : SeverityWords.Of(one.Rule.Severity));
        json.WriteString("leftOut", one.LeftOut);
        json.WriteString("rival", one.Rival);
        WriteTexts(json, "others", one.Others);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private void Write(PolicyExplanation one)
    {
        terminal.Output.WriteLine($"{one.Job}: {terminal.Show(one.Path)}");
        WriteLine("watched", one.Rule is null ? "nothing, because no rule speaks of it" : string.Join(", ", one.Watch));
        if (one.Rule is { } rule)
        {
            WriteLine("by rule", $"{rule.Number}, path '{one.Pattern}', severity {SeverityWords.Of(rule.Severity)}");
        }

        if (one.Rival is { } rival)
        {
            WriteLine("undecided", $"'{rival}' of an earlier rule is as specific, so that the job never passes");
        }

        if (one.Others.Count > 0)
        {
            WriteLine("rather than", string.Join(", ", one.Others.Select(pattern => $"'{pattern}'")));
        }

        if (one.LeftOut is { } why)
        {
            WriteLine("but", why);
        }
    }

    private void WriteLine(string label, string text) =>
        terminal.Output.WriteLine($"  {label,-12} {terminal.Show(text)}");
}
