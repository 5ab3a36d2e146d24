using System.Text.Json;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Execution;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Runs;

namespace AuditGraph.Cli.Output;

/// <summary>Tells how runs ended: people of each as its turn comes, machines of all in one document.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="wantsJson">Whether machines read the output.</param>
/// <param name="verbose">Whether to add the causes of failures.</param>
/// <param name="observer">Shows what happens meanwhile.</param>
internal sealed class RunOutput(Terminal terminal, bool wantsJson, bool verbose, TerminalObserver observer) : IInvocationSink
{
    /// <inheritdoc/>
    public IAuditObserver Common => observer;

    /// <inheritdoc/>
    public IAuditObserver Observe(AuditJob job) => observer.Of(job.Name);

    /// <inheritdoc/>
    public void OnEnded(JobRunResult result)
    {
        observer.Erase(result.Run.Job);
        if (!wantsJson)
        {
            WriteText(result);
        }
    }

    /// <summary>Ends the output.</summary>
    /// <param name="invocation">How all ended.</param>
    /// <param name="several">
    /// Whether several runs were asked for. The array <c>runs</c> holds them all; the members of a single one stand beside it too.
    /// </param>
    public void End(InvocationResult invocation, bool several)
    {
        IReadOnlyList<JobRunResult> results = invocation.Results;
        if (!wantsJson)
        {
            if (results.Count > 1)
            {
                WriteSummary(invocation);
            }

            return;
        }

        terminal.Output.WriteLine(JsonText.Object(json =>
        {
            // The one run that was asked for is the document itself too, as a script that asks for one expects.
            if (several)
            {
                WriteHeadline(json, invocation);
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
    }

    // What went wrong first explains most of what went wrong later.
    private void WriteHeadline(Utf8JsonWriter json, InvocationResult invocation)
    {
        if (invocation.FirstFailure?.Error is { } error)
        {
            ErrorOutput.WriteMembers(json, error, verbose);
        }
        else
        {
            json.WriteString("status", "ok");
        }
    }

    private void WriteSummary(InvocationResult invocation)
    {
        IEnumerable<string> counts = invocation.Results
            .GroupBy(result => result.Run.Status)
            .OrderBy(group => group.Key)
            .Select(group => $"{CountText.Of(group.Count(), RunRecord.StatusName(group.Key), RunRecord.StatusName(group.Key))}");
        terminal.Output.WriteLine($"{CountText.Of(invocation.Results.Count, "job")}: {string.Join(", ", counts)}");
        if (invocation.FirstFailure is { } first)
        {
            terminal.Output.WriteLine($"  first failure  {first.Run.Job}");
        }
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
        json.WriteString("runStatus", RunRecord.StatusName(result.Run.Status));
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

        ReportHead? head = result.Head?.Value;
        var words = new RunWords(run, head?.Changes);
        terminal.Output.WriteLine($"{run.Job}: {RunRecord.StatusName(run.Status)}, {words.Summary}");
        if (run.Verdict != AuditVerdict.None)
        {
            terminal.Output.WriteLine($"  verdict        {SeverityWords.Of(run.Verdict)}{(result.VerdictReason is { } why ? ": " + why : "")}");
        }

        FindingOutput.Write(terminal, head?.Findings, terminal.Show(run.OutputPath!));
        ChangeOutput.Write(terminal, head?.Changes, terminal.Show(run.OutputPath!));
        if (run.ReusedRunId is { } reused)
        {
            terminal.Output.WriteLine($"  {RunRecord.OriginName(run.Origin),-14} nothing changed since the run {reused}");
        }

        foreach (AuditRunOutput output in run.Outputs)
        {
            terminal.Output.WriteLine($"  report         {terminal.Show(output.Path)}");
        }

        if (words.Baseline is { } baseline)
        {
            terminal.Output.WriteLine($"  compared with  {baseline}");
        }

        terminal.Output.WriteLine($"  run            {run.Id}");
    }
}
