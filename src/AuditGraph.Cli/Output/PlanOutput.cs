using System.Text.Json;
using AuditGraph.Core.Execution;
using AuditGraph.Core.Runs;

namespace AuditGraph.Cli.Output;

/// <summary>Tells what runs would do (<c>jobs plan</c> and <c>--what-if</c>).</summary>
/// <param name="terminal">Where to.</param>
/// <param name="wantsJson">Whether machines read the output.</param>
/// <param name="verbose">Whether to add the causes of failures.</param>
internal sealed class PlanOutput(Terminal terminal, bool wantsJson, bool verbose)
{
    /// <summary>Tells of the runs that were asked for.</summary>
    /// <param name="forecasts">What they would do, in the order of the plan.</param>
    /// <param name="several">
    /// Whether several were asked for. The array <c>runs</c> holds them all; the members of a single one stand beside it too.
    /// </param>
    /// <param name="isWhatIf">Whether a command that would do it was asked.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public int Write(IReadOnlyList<JobForecast> forecasts, bool several, bool isWhatIf)
    {
        AuditException? failure = forecasts.FirstOrDefault(forecast => forecast.Error is not null)?.Error;
        if (wantsJson)
        {
            WriteJson(forecasts, failure, several, isWhatIf);
        }
        else
        {
            foreach (JobForecast forecast in forecasts)
            {
                string before = isWhatIf ? "What if: " : $"{forecast.Planned.Index + 1}. ";
                terminal.Output.WriteLine($"{before}{forecast.Planned.Job.Name} {forecast.Words}");
            }

            if (failure is not null)
            {
                ErrorOutput.Write(terminal, failure, json: false, verbose);
            }
        }

        return failure is null ? ExitCode.Ok : ExitCode.Failure;
    }

    private void WriteJson(IReadOnlyList<JobForecast> forecasts, AuditException? failure, bool several, bool isWhatIf) =>
        terminal.Output.WriteLine(JsonText.Object(json =>
        {
            WriteStatus(json, failure);
            if (isWhatIf)
            {
                json.WriteBoolean("whatIf", true);
            }

            if (!several)
            {
                WriteMembers(json, forecasts[0]);
            }

            json.WriteStartArray("runs");
            foreach (JobForecast forecast in forecasts)
            {
                json.WriteStartObject();
                WriteStatus(json, forecast.Error);
                WriteMembers(json, forecast);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }));

    private void WriteStatus(Utf8JsonWriter json, AuditException? failure)
    {
        if (failure is null)
        {
            json.WriteString("status", "ok");
        }
        else
        {
            ErrorOutput.WriteMembers(json, failure, verbose);
        }
    }

    private static void WriteMembers(Utf8JsonWriter json, JobForecast forecast)
    {
        AuditJob job = forecast.Planned.Job;
        json.WriteString("job", job.Name);
        json.WriteBoolean("askedFor", forecast.Planned.IsAskedFor);
        json.WriteStartArray("needs");
        foreach (AuditJobNeed need in job.Needs)
        {
            json.WriteStartObject();
            json.WriteString("job", need.Job);
            json.WriteString("when", JobDefinition.NameOf(need.When));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("output", job.OutputPath);
        AuditPlanEntry entry = forecast.ToEntry();
        json.WriteString("origin", entry.Origin is { } origin ? RunRecord.OriginName(origin) : null);
        ReasonJson.Write(json, entry.Reasons);
        json.WriteString("command", entry.Command);
        json.WriteString("baseline", forecast.Action?.Baseline);
        json.WritePropertyName("expectedFiles");
        JsonValueWriter.Write(json, forecast.Action?.ExpectedFiles);
        json.WritePropertyName("expectedBytes");
        JsonValueWriter.Write(json, forecast.Action?.ExpectedBytes);
        json.WriteNumber("removedSnapshots", forecast.RemovedSnapshots);
    }
}
