using System.Text.Json;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Runs;

namespace AuditGraph.Cli.Output;

/// <summary>A run as the command prints it for machines.</summary>
internal static class RunJson
{
    /// <summary>Writes a run as an object.</summary>
    public static void Write(Utf8JsonWriter json, AuditJobRun run)
    {
        json.WriteStartObject();
        json.WriteString("run", run.Id);
        json.WriteString("status", RunRecord.StatusName(run.Status));
        WriteMembers(json, run);
        json.WriteEndObject();
    }

    /// <summary>Writes what a run is beyond its id and status.</summary>
    public static void WriteMembers(Utf8JsonWriter json, AuditJobRun run)
    {
        json.WriteString("job", run.Job);
        json.WriteString("action", run.ActionType);
        json.WriteString("invocation", run.InvocationId);
        json.WriteString("verdict", SeverityWords.Of(run.Verdict));
        json.WriteString("origin", RunRecord.OriginName(run.Origin));
        json.WriteString("reused", run.ReusedRunId);
        ReasonJson.Write(json, run.Reasons);
        json.WriteString("started", InstantText.Format(run.StartedAt));
        json.WriteString("finished", run.FinishedAt is { } finished ? InstantText.Format(finished) : null);
        json.WriteString("asOf", run.AsOf is { } asOf ? InstantText.Format(asOf) : null);
        json.WriteString("output", run.OutputPath);
        json.WriteString("outputSha256", run.OutputSha256);
        json.WritePropertyName("outputBytes");
        JsonValueWriter.Write(json, run.OutputBytes);
        WriteOutputs(json, run);
        WriteEvidenceFiles(json, run);
        json.WriteString("evidence", run.Evidence);
        json.WriteString("baseline", run.Baseline);
        json.WriteString("baselineRoot", run.BaselineRoot);
        json.WriteString("snapshotRoot", run.SnapshotRoot);
        json.WriteString("snapshotSha256", run.SnapshotSha256);
        json.WriteStartObject("counts");
        foreach ((string name, long count) in run.Counts)
        {
            json.WriteNumber(name, count);
        }

        json.WriteEndObject();
        WriteAttempts(json, run);
        WriteNeeds(json, run);
        json.WritePropertyName("warnings");
        JsonValueWriter.Write(json, run.Warnings);
        json.WriteString("record", run.RecordPath);
        if (run.ErrorName is not null)
        {
            json.WriteStartObject("error");
            json.WriteString("name", run.ErrorName);
            json.WriteString("message", run.ErrorMessage);
            json.WriteEndObject();
        }
    }

    private static void WriteOutputs(Utf8JsonWriter json, AuditJobRun run)
    {
        json.WriteStartArray("outputs");
        foreach (AuditRunOutput output in run.Outputs)
        {
            json.WriteStartObject();
            json.WriteString("path", output.Path);
            json.WriteString("sha256", output.Sha256);
            json.WritePropertyName("bytes");
            JsonValueWriter.Write(json, output.Bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteEvidenceFiles(Utf8JsonWriter json, AuditJobRun run)
    {
        json.WriteStartArray("evidenceFiles");
        foreach (AuditEvidenceFile file in run.EvidenceFiles)
        {
            json.WriteStartObject();
            json.WriteString("name", file.Name);
            json.WriteString("path", file.Path);
            json.WriteString("sha256", file.Sha256);
            json.WriteNumber("bytes", file.Bytes);
            json.WriteString("kept", file.KeptPath);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAttempts(Utf8JsonWriter json, AuditJobRun run)
    {
        json.WriteStartArray("attempts");
        foreach (AuditRunAttempt attempt in run.Attempts)
        {
            json.WriteStartObject();
            json.WriteNumber("number", attempt.Number);
            json.WriteString("started", InstantText.Format(attempt.StartedAt));
            json.WriteNumber("milliseconds", (long)attempt.Duration.TotalMilliseconds);
            json.WriteString("status", RunRecord.StatusName(attempt.Status));
            json.WriteString("error", attempt.ErrorName);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNeeds(Utf8JsonWriter json, AuditJobRun run)
    {
        json.WriteStartArray("needs");
        foreach (AuditRunNeed need in run.Needs)
        {
            json.WriteStartObject();
            json.WriteString("job", need.Job);
            json.WriteString("when", JobDefinition.NameOf(need.When));
            json.WriteString("run", need.RunId);
            json.WriteString("status", RunRecord.StatusName(need.Status));
            json.WriteBoolean("met", need.IsMet);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
