using System.CommandLine;
using System.Text.Json;
using AuditGraph.Cli.Output;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Cli.Commands;

/// <summary><c>auditgraph jobs list</c>: the jobs of a workspace, sorted by name.</summary>
internal sealed class JobsListCommand : Command
{
    private readonly Terminal terminal;

    private readonly GlobalOptions options;

    private readonly Option<bool> details = new("--details") { Description = "In JSON, give objects instead of names." };

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
        ValueList<AuditJob> jobs = JobConfig.Load(workspace.Root).RequireValid().Jobs;
        if (GlobalOptions.WantsJson(parsed, terminal))
        {
            bool wantsDetails = parsed.GetValue(details);
            terminal.Output.WriteLine(JsonText.Object(json => WriteJobs(json, jobs, wantsDetails)));
        }
        else
        {
            TextTable.Write(
                terminal.Output,
                ["Name", "Action", "Output", "Tags", "Description"],
                [.. jobs.Select(job => (string[])[job.Name, job.ActionType, job.OutputPath, job.Tags.ToString(), job.Description ?? ""])]);
        }

        return ExitCode.Ok;
    }

    private static void WriteJobs(Utf8JsonWriter json, ValueList<AuditJob> jobs, bool wantsDetails)
    {
        json.WriteStartArray("jobs");
        foreach (AuditJob job in jobs)
        {
            if (wantsDetails)
            {
                JobJson.Write(json, job);
            }
            else
            {
                json.WriteStringValue(job.Name);
            }
        }

        json.WriteEndArray();
    }
}
