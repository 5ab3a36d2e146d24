using System.CommandLine;
using AuditGraph.Cli.Output;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Cli.Commands;

/// <summary><c>auditgraph jobs list</c>: the jobs of a workspace, sorted by name.</summary>
internal sealed class JobsListCommand : Command
{
    private readonly Terminal terminal;

    private readonly GlobalOptions options;

    private readonly Flag details = new("--details", "In JSON, give objects instead of names.");

    /// <summary>Makes the command.</summary>
    public JobsListCommand(Terminal terminal, GlobalOptions options)
        : base("list", "List the jobs of a workspace, sorted by name.")
    {
        this.terminal = terminal;
        this.options = options;
        Options.Add(details);
        Options.Add(GlobalOptions.CreateFormat());
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Workspace workspace = options.Locate(parsed, terminal);
        ValueList<AuditJob> jobs = options.LoadJobs(workspace, isHashed: false).Jobs;
        if (!GlobalOptions.WantsJson(parsed, terminal))
        {
            WriteTable(jobs);
        }
        else if (details.IsGiven(parsed))
        {
            WriteDetails(jobs);
        }
        else
        {
            WriteNames(jobs);
        }

        return ExitCode.Ok;
    }

    private void WriteTable(ValueList<AuditJob> jobs)
    {
        if (jobs.Count == 0)
        {
            terminal.Output.WriteLine("No jobs: the job file defines none.");
            return;
        }

        TextTable.Write(
            terminal,
            [
                new TextColumn("Name") { Narrowest = 16 },
                new TextColumn("Action") { Narrowest = 10, KeepsEnd = true, LeftOut = 2 },
                new TextColumn("Output") { Narrowest = 12, KeepsEnd = true, LeftOut = 1 },
                new TextColumn("Tags") { Narrowest = 8 },
                new TextColumn("Description") { Narrowest = 16 },
            ],
            [.. jobs.Select(job => (string[])[job.Name, job.ActionType, OutputsOf(job), job.Tags.ToString(), job.Description ?? ""])]);
    }

    private static string OutputsOf(AuditJob job) =>
        job.Outputs.Count == 1 ? job.RelativeOutputPath : $"{job.RelativeOutputPath} +{job.Outputs.Count - 1}";

    // No character that a name may have is one that JSON escapes, and a JSON writer costs 10.6 ms of a start.
    private void WriteNames(ValueList<AuditJob> jobs)
    {
        var quoted = new string[jobs.Count];
        for (int index = 0; index < quoted.Length; index++)
        {
            quoted[index] = $"\"{jobs[index].Name}\"";
        }

        terminal.Output.WriteLine($$"""{"jobs":[{{string.Join(',', quoted)}}]}""");
    }

    private void WriteDetails(ValueList<AuditJob> jobs) =>
        terminal.Output.WriteLine(JsonText.Object(json =>
        {
            json.WriteStartArray("jobs");
            foreach (AuditJob job in jobs)
            {
                JobJson.Write(json, job);
            }

            json.WriteEndArray();
        }));
}
