using System.Text.Json;
using AuditGraph.Core.Runs;

namespace AuditGraph.Cli.Output;

/// <summary>Tells how runs ended: people of each as it ends, machines of all in one document.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="wantsJson">Whether machines read the output.</param>
/// <param name="verbose">Whether to add the causes of failures.</param>
internal sealed class RunOutput(Terminal terminal, bool wantsJson, bool verbose)
{
    private readonly List<JobRunResult> results = [];

    /// <summary>Tells of a run.</summary>
    public void Add(JobRunResult result)
    {
        results.Add(result);
        if (!wantsJson)
        {
            WriteText(result);
        }
    }

    /// <summary>Ends the output.</summary>
    /// <param name="several">
    /// Whether several runs were asked for. The array <c>runs</c> holds them all; the members of a single one stand beside it too.
    /// </param>
    /// <returns>Whether all runs went well.</returns>
    public bool End(bool several)
    {
        bool failed = results.Exists(result => result.Error is not null);
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
                WriteMembers(json, results[0]);
            }

            json.WriteStartArray("runs");
            foreach (JobRunResult result in results)
            {
                json.WriteStartObject();
                WriteMembers(json, result);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }));
        return !failed;
    }

    private void WriteMembers(Utf8JsonWriter json, JobRunResult result)
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
}
