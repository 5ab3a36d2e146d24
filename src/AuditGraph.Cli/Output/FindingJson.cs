using System.Text.Json;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Cli.Output;

/// <summary>A finding as the command prints it for machines.</summary>
internal static class FindingJson
{
    /// <summary>Writes a finding as an object.</summary>
    public static void Write(Utf8JsonWriter json, AuditFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("rule", finding.RuleId);
        json.WriteString("severity", SeverityWords.Of(finding.Severity));
        json.WriteString("message", finding.Message);
        json.WriteString("path", finding.Path);
        WriteNumber(json, "line", finding.Line);
        WriteNumber(json, "column", finding.Column);
        WriteNumber(json, "endLine", finding.EndLine);
        WriteNumber(json, "endColumn", finding.EndColumn);
        json.WriteString("fingerprint", finding.Fingerprint);
        json.WriteString("state", SeverityWords.Of(finding.State));
        json.WritePropertyName("waiver");
        WaiverJson.WriteOrNull(json, finding.Waiver);
        json.WriteStartObject("properties");
        foreach ((string name, string value) in finding.Properties)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteString("run", finding.Run);
        json.WriteString("job", finding.Job);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? number)
    {
        json.WritePropertyName(name);
        JsonValueWriter.Write(json, number);
    }
}
