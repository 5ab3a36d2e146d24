using System.Text.Json;

namespace AuditGraph.Core.Reports.Sarif;

/// <summary>
/// What all SARIF 2.1.0 logs (OASIS) of AuditGraph have in common: one run of one tool, and its smaller objects.
/// </summary>
internal static class SarifLog
{
    private const string SchemaAddress = "https://json.schemastore.org/sarif-2.1.0.json";

    private const string InformationAddress = "https://github.com/auditgraph/auditgraph";

    /// <summary>Writes a log with one run.</summary>
    /// <param name="stream">Takes the UTF-8 text, which ends with LF.</param>
    /// <param name="version">The program's version.</param>
    /// <param name="writeRules">Writes the rules, each an object.</param>
    /// <param name="writeRun">Writes what else the run has, each a member.</param>
    public static void Write(Stream stream, string version, Action<Utf8JsonWriter> writeRules, Action<Utf8JsonWriter> writeRun)
    {
        using (var json = new Utf8JsonWriter(stream, JsonReportWriter.Options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", SchemaAddress);
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            json.WriteStartObject("tool");
            json.WriteStartObject("driver");
            json.WriteString("name", "AuditGraph");
            json.WriteString("version", version);
            json.WriteString("informationUri", InformationAddress);
            json.WriteStartArray("rules");
            writeRules(json);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteString("columnKind", "utf16CodeUnits");
            writeRun(json);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    /// <summary>Writes a member that is an object with a text, such as a message.</summary>
    public static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    /// <summary>Writes what a rule's findings weigh where nothing else is said.</summary>
    public static void WriteDefaultLevel(Utf8JsonWriter json, string level)
    {
        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", level);
        json.WriteEndObject();
    }

    /// <summary>Writes the file that something is in.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="uri">The file's URI, mostly a relative one.</param>
    /// <param name="uriBaseId">The name of what it is relative to, or null.</param>
    public static void WriteArtifact(Utf8JsonWriter json, string uri, string? uriBaseId = null)
    {
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", uri);
        if (uriBaseId is not null)
        {
            json.WriteString("uriBaseId", uriBaseId);
        }

        json.WriteEndObject();
    }

    /// <summary>
    /// Writes a part of a file: lines and columns from 1, the last column behind the last character; null where
    /// unknown.
    /// </summary>
    public static void WriteRegion(Utf8JsonWriter json, string name, long startLine, long? startColumn, long? endLine, long? endColumn)
    {
        json.WriteStartObject(name);
        json.WriteNumber("startLine", startLine);
        WriteNumber(json, "startColumn", startColumn);
        WriteNumber(json, "endLine", endLine);
        WriteNumber(json, "endColumn", endColumn);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, known);
        }
    }
}
