using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using AuditGraph.Cli.Output;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Cli.Commands;

/// <summary><c>auditgraph jobs run</c>: runs jobs in the order in which they are named.</summary>
internal sealed class JobsRunCommand : Command
{
    private readonly Terminal terminal;

    private readonly GlobalOptions options;

    private readonly CancellationToken stop;

    private readonly Argument<string[]> names = new("NAME") { Description = "The jobs to run.", Arity = ArgumentArity.ZeroOrMore };

    private readonly Option<bool> all = new("--all") { Description = "Run every enabled job." };

    private readonly Option<DateTimeOffset?> asOf = new("--as-of")
    {
        Description = "The moment that counts as now when a baseline is chosen (ISO 8601; UTC unless it says otherwise).",
        HelpName = "INSTANT",
        CustomParser = ParseInstant,
    };

    private readonly Option<bool> whatIf = new("--what-if") { Description = "Tell what would be done; write nothing." };

    /// <summary>Makes the command.</summary>
    public JobsRunCommand(Terminal terminal, GlobalOptions options, CancellationToken stop)
        : base("run", "Run jobs and record every run.")
    {
        this.terminal = terminal;
        this.options = options;
        this.stop = stop;
        Arguments.Add(names);
        Options.Add(all);
        Options.Add(asOf);
        Options.Add(whatIf);
        Options.Add(GlobalOptions.CreateFormat());
        Validators.Add(result =>
        {
            bool named = result.GetValue(names) is { Length: > 0 };
            if (named == result.GetValue(all))
            {
                result.AddError("Name the jobs to run, or say --all.");
            }
        });
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Workspace workspace = options.Locate(parsed, terminal);
        JobConfigFile file = JobConfig.Load(workspace.Root).RequireValid();
        string[] asked = parsed.GetValue(names) ?? [];
        bool several = parsed.GetValue(all) || asked.Length > 1;
        IReadOnlyList<AuditJob> jobs = parsed.GetValue(all)
            ? [.. file.Jobs.Where(job => job.Enabled)]
            : [.. asked.Select(name => JobSelection.Find(file, name))];
        var runner = new JobRunner(workspace, new Disk(), TimeProvider.System);
        bool wantsJson = GlobalOptions.WantsJson(parsed, terminal);
        bool verbose = parsed.GetValue(options.Verbose);
        return parsed.GetValue(whatIf)
            ? Preview(runner, jobs, parsed.GetValue(asOf), several, wantsJson, verbose)
            : Run(runner, jobs, parsed.GetValue(asOf), several, wantsJson, verbose);
    }

    private int Run(JobRunner runner, IReadOnlyList<AuditJob> jobs, DateTimeOffset? moment, bool several, bool wantsJson, bool verbose)
    {
        var results = new List<JobRunResult>();
        foreach (AuditJob job in jobs)
        {
            JobRunResult result = runner.Run(job, moment, new TerminalObserver(terminal, verbose), stop);
            results.Add(result);
            if (!wantsJson)
            {
                TellPeople(result, verbose);
            }
        }

        bool failed = results.Exists(result => result.Error is not null);
        if (wantsJson)
        {
            terminal.Output.WriteLine(JsonText.Object(json =>
            {
                if (several)
                {
                    json.WriteString("status", failed ? "error" : "ok");
                    json.WriteStartArray("runs");
                    foreach (JobRunResult result in results)
                    {
                        json.WriteStartObject();
                        WriteResult(json, result, verbose);
                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                }
                else
                {
                    WriteResult(json, results[0], verbose);
                }
            }));
        }

        return failed ? ExitCode.Failure : ExitCode.Ok;
    }

    private static void WriteResult(Utf8JsonWriter json, JobRunResult result, bool verbose)
    {
        if (result.Error is { } error)
        {
            ErrorOutput.WriteMembers(json, error, verbose);
        }
        else
        {
            json.WriteString("status", "ok");
        }

        json.WriteString("run", result.Run.Id);
        RunJson.WriteMembers(json, result.Run);
    }

    private void TellPeople(JobRunResult result, bool verbose)
    {
        AuditJobRun run = result.Run;
        if (result.Error is { } error)
        {
            terminal.Output.WriteLine($"{run.Job}: {RunRecord.StatusName(run.Status)}, run {run.Id}");
            ErrorOutput.Write(terminal, error, json: false, verbose);
            return;
        }

        string counts = string.Join(", ", run.Counts.Where(count => count.Key != "unchanged").Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value} {count.Key}")));
        terminal.Output.WriteLine($"{run.Job}: {RunRecord.StatusName(run.Status)}, {counts}");
        terminal.Output.WriteLine($"  report   {run.OutputPath}");
        terminal.Output.WriteLine($"  rests on {run.Evidence} {run.Baseline}");
        terminal.Output.WriteLine($"  run      {run.Id}");
    }

    private int Preview(JobRunner runner, IReadOnlyList<AuditJob> jobs, DateTimeOffset? moment, bool several, bool wantsJson, bool verbose)
    {
        List<(AuditJob Job, AuditActionPreview Preview)> previews =
            [.. jobs.Select(job => (job, runner.Preview(job, moment, new TerminalObserver(terminal, verbose), stop)))];
        if (wantsJson)
        {
            terminal.Output.WriteLine(JsonText.Object(json =>
            {
                json.WriteString("status", "ok");
                json.WriteBoolean("whatIf", true);
                if (several)
                {
                    json.WriteStartArray("runs");
                    foreach ((AuditJob job, AuditActionPreview preview) in previews)
                    {
                        json.WriteStartObject();
                        WritePreview(json, job, preview);
                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                }
                else
                {
                    WritePreview(json, previews[0].Job, previews[0].Preview);
                }
            }));
            return ExitCode.Ok;
        }

        foreach ((AuditJob job, AuditActionPreview preview) in previews)
        {
            string size = preview.ExpectedFiles is { } files
                ? string.Create(CultureInfo.InvariantCulture, $", about {files} files and {preview.ExpectedBytes} bytes")
                : "";
            terminal.Output.WriteLine($"What if: {job.Name} would compare the workspace with {preview.Baseline}{size}, and write {job.OutputPath}.");
        }

        return ExitCode.Ok;
    }

    private static void WritePreview(Utf8JsonWriter json, AuditJob job, AuditActionPreview preview)
    {
        json.WriteString("job", job.Name);
        json.WriteString("output", Path.Join(job.Root, job.OutputPath));
        json.WriteString("baseline", preview.Baseline);
        json.WritePropertyName("expectedFiles");
        JsonValueWriter.Write(json, preview.ExpectedFiles);
        json.WritePropertyName("expectedBytes");
        JsonValueWriter.Write(json, preview.ExpectedBytes);
    }

    private static DateTimeOffset? ParseInstant(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset instant))
        {
            return instant;
        }

        result.AddError($"'{text}' is no ISO 8601 instant, such as 2026-01-31T08:30:00Z.");
        return null;
    }
}
