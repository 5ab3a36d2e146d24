using System.Text.Json;
using AuditGraph.Core.Runs;

namespace AuditGraph.Cli.Output;

/// <summary>Tells how runs ended: people of each as it ends, machines of all in one document.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="wantsJson">Whether machines read the output.</param>
/// <param name="verbose">Whether to add the causes of failures.</param>
internal sealed class RunOutput(Terminal terminal, bool wantsJson, bool verbose)
{
    private readonly List<JobEnd> ends = [];

    /// <summary>Tells of a run.</summary>
    public void Add(JobRunResult result)
    {
        ends.Add(new JobEnd(result.Run.Job, result.Run, result.Error));
        if (!wantsJson)
        {
            WriteText(result);
        }
    }

    /// <summary>Tells of a job of which no run was recorded.</summary>
    /// <param name="job">The job.</param>
    /// <param name="error">Why.</param>
    public void AddRefused(AuditJob job, AuditException error)
    {
        ends.Add(new JobEnd(job.Name, null, error));
        if (!wantsJson)
        {
            terminal.Output.WriteLine($"{job.Name}: not recorded");
            ErrorOutput.Write(terminal, error, json: false, verbose);
        }
    }

    /// <summary>Ends the output.</summary>
    /// <param name="several">
    /// Whether several runs were asked for. The array <c>runs</c> holds them all; the members of a single one stand beside it too.
    /// </param>
    /// <returns>Whether all runs went well.</returns>
    public bool End(bool several)
    {
        bool failed = ends.Exists(end => end.Error is not null);
        if (!wantsJson)
        {
            return !failed;
        }

        terminal.Output.WriteLine(JsonText.Object(json =>
        {
            // The one run that was asked for is the document itself too, as a script that asks for one expects.
            if (several)
            {
                json.WriteString("status", failed ? "error" : "ok");
            }
            else
            {
                WriteMembers(json, ends[0]);
            }

            json.WriteStartArray("runs");
            foreach (JobEnd end in ends)
            {
                json.WriteStartObject();
                WriteMembers(json, end);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }));
        return !failed;
    }

    private void WriteMembers(Utf8JsonWriter json, JobEnd end)
    {
        if (end.Error is { } error)
        {
            ErrorOutput.WriteMembers(json, error, verbose);
        }
        else
        {
            json.WriteString("status", "ok");
        }

        if (end.Run is { } run)
        {
            json.WriteString("run", run.Id);
            RunJson.WriteMembers(json, run);
        }
        else
        {
            json.WriteNull("run");
            json.WriteString("job", end.Job);
        }
    }

    private void WriteText(JobRunResult result)
    {
        AuditJobRun run = result.Run;
        if (result.Error is { } error)
        {
            terminal.Output.WriteLine($"{run.Job}: {RunRecord.StatusName(run.Status)}, run {run.Id}");
            ErrorOutput.Write(terminal, error, json: false, verbose);
            return;
        }

        var words = new RunWords(run, result.Changes);
        terminal.Output.WriteLine($"{run.Job}: {RunRecord.StatusName(run.Status)}, {words.Summary}");
        ChangeOutput.Write(terminal, result.Changes, terminal.Show(run.OutputPath!));
        terminal.Output.WriteLine($"  report         {terminal.Show(run.OutputPath!)}");
        if (words.Baseline is { } baseline)
        {
            terminal.Output.WriteLine($"  compared with  {baseline}");
        }

        terminal.Output.WriteLine($"  run            {run.Id}");
    }

    /// <summary>What became of one job that was asked for.</summary>
    /// <param name="Job">Its name.</param>
    /// <param name="Run">Its run, or null where none was recorded.</param>
    /// <param name="Error">What went wrong, or null.</param>
    private sealed record JobEnd(string Job, AuditJobRun? Run, AuditException? Error);
}
