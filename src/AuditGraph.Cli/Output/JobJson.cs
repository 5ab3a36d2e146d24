using System.Text.Json;

namespace AuditGraph.Cli.Output;

/// <summary>A job as the command prints it for machines.</summary>
internal static class JobJson
{
    /// <summary>Writes a job as an object.</summary>
    public static void Write(Utf8JsonWriter json, AuditJob job)
    {
        json.WriteStartObject();
        json.WriteString("name", job.Name);
        json.WriteString("description", job.Description);
        json.WriteBoolean("enabled", job.Enabled);
        json.WritePropertyName("tags");
        JsonValueWriter.Write(json, job.Tags);
        json.WriteString("action", job.ActionType);
        json.WritePropertyName("args");
        JsonValueWriter.Write(json, job.Arguments);
        json.WriteString("output", job.OutputPath);
        json.WriteString("format", job.OutputFormat);
        json.WriteStartArray("outputs");
        foreach (AuditJobOutput output in job.Outputs)
        {
            json.WriteStartObject();
            json.WriteString("path", Path.Join(job.Root, output.RelativePath));
            json.WriteString("format", output.Format);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WritePropertyName("failOn");
        JsonValueWriter.Write(json, job.FailOn);
        json.WriteBoolean("failOnNew", job.FailOnNewOnly);
        json.WritePropertyName("controls");
        JsonValueWriter.Write(json, job.Controls);
        json.WritePropertyName("needs");
        JsonValueWriter.Write(json, job.Needs);
        json.WritePropertyName("timeoutSeconds");
        JsonValueWriter.Write(json, job.Timeout is { } timeout ? (long)timeout.TotalSeconds : null);
        json.WriteNumber("retries", job.Retries);
        json.WriteNumber("retryDelaySeconds", (long)job.RetryDelay.TotalSeconds);
        json.WritePropertyName("retryOn");
        JsonValueWriter.Write(json, job.RetryOn);
        json.WriteBoolean("allowFailure", job.AllowFailure);
        json.WriteBoolean("reuse", job.Reuse);
        json.WritePropertyName("reuseMaxAgeSeconds");
        JsonValueWriter.Write(json, job.ReuseMaxAge is { } age ? (long)age.TotalSeconds : null);
        json.WriteEndObject();
    }
}
