using System.Text.Json;

namespace AuditGraph.Cli.Output;

/// <summary>Why a job runs or does not, as the command prints it for machines.</summary>
internal static class ReasonJson
{
    /// <summary>Writes the member <c>reasons</c>.</summary>
    public static void Write(Utf8JsonWriter json, ValueList<AuditRunReason> reasons)
    {
        json.WriteStartArray("reasons");
        foreach (AuditRunReason reason in reasons)
        {
            json.WriteStartObject();
            json.WriteString("code", reason.Code);
            json.WriteString("part", reason.Part);
            json.WriteString("old", reason.Old);
            json.WriteString("new", reason.New);
            json.WritePropertyName("names");
            JsonValueWriter.Write(json, reason.Names);
            json.WriteNumber("total", reason.Total);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
