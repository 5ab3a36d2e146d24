using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Configuration.Diagnostics;

/// <summary>Writes diagnostics as SARIF 2.1.0 (OASIS), with the catalogue as rules, fit for code scanning.</summary>
internal static class SarifWriter
{
    private const string SchemaAddress = "https://json.schemastore.org/sarif-2.1.0.json";

    /// <summary>Writes one log with one run.</summary>
    /// <param name="stream">Takes the UTF-8 text, which ends with LF.</param>
    /// <param name="files">The files.</param>
    /// <param name="folder">The repository's folder, which paths are relative to.</param>
    /// <param name="version">The program's version.</param>
    public static void Write(Stream stream, IReadOnlyList<ConfigFile> files, string folder, string version)
    {
        AuditErrorDescriptor[] rules = [.. ErrorCatalogue.Fields(typeof(ConfigurationErrors))];
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }))
        {
            writer.WriteStartObject();
            writer.WriteString("$schema", SchemaAddress);
            writer.WriteString("version", "2.1.0");
            writer.WriteStartArray("runs");
            writer.WriteStartObject();
            WriteTool(writer, rules, version);
            writer.WriteString("columnKind", "utf16CodeUnits");
            writer.WriteStartArray("results");
            foreach (ConfigFile file in files)
            {
                WriteResults(writer, file, EscapePath(DiagnosticWords.RelativePath(folder, file.Path)), rules);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void WriteTool(Utf8JsonWriter writer, AuditErrorDescriptor[] rules, string version)
    {
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", "AuditGraph");
        writer.WriteString("version", version);
        writer.WriteStartArray("rules");
        foreach (AuditErrorDescriptor rule in rules)
        {
            writer.WriteStartObject();
            writer.WriteString("id", rule.Code);
            writer.WriteString("name", rule.Name);
            WriteMessage(writer, "shortDescription", rule.Summary);
            WriteMessage(writer, "fullDescription", $"{rule.Summary} {rule.RecommendedAction}");
            writer.WriteStartObject("help");
            writer.WriteString("text", $"{rule.Summary} {rule.RecommendedAction}");
            writer.WriteString("markdown", $"{rule.Summary}\n\n**What to do:** {rule.RecommendedAction}");
            writer.WriteEndObject();
            writer.WriteStartObject("defaultConfiguration");
            writer.WriteString("level", DiagnosticWords.InSarif(ConfigurationErrors.SeverityOf(rule)));
            writer.WriteEndObject();
            writer.WriteStartObject("properties");
            writer.WriteStartArray("tags");
            writer.WriteStringValue("configuration");
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteResults(Utf8JsonWriter writer, ConfigFile file, string uri, AuditErrorDescriptor[] rules)
    {
        var source = new SourceText(file.Path, file.Text);
        foreach (JobConfigDiagnostic found in file.Diagnostics)
        {
            writer.WriteStartObject();
            writer.WriteString("ruleId", found.Code);
            writer.WriteNumber("ruleIndex", Array.FindIndex(rules, rule => rule.Code == found.Code));
            writer.WriteString("level", DiagnosticWords.InSarif(found.Severity));
            WriteMessage(
                writer, "message", found.Suggestion is null ? found.Message : $"{found.Message} ({found.Suggestion})");
            writer.WriteStartArray("locations");
            writer.WriteStartObject();
            writer.WriteStartObject("physicalLocation");
            WriteArtifact(writer, uri);
            WriteRegion(
                writer, "region", new SourcePosition(found.Line, found.Column), new SourcePosition(found.EndLine, found.EndColumn));
            writer.WriteEndObject();
            if (found.Path.Length > 0)
            {
                writer.WriteStartArray("logicalLocations");
                writer.WriteStartObject();
                writer.WriteString("fullyQualifiedName", found.Path);
                writer.WriteString("kind", "member");
                writer.WriteEndObject();
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteStartObject("partialFingerprints");
            writer.WriteString("auditGraphFinding/v1", FingerprintOf(found));
            writer.WriteEndObject();
            if (found.Fix is { } fix)
            {
                WriteFix(writer, fix, found.Suggestion ?? found.Message, uri, source);
            }

            writer.WriteEndObject();
        }
    }

    private static void WriteFix(Utf8JsonWriter writer, TextFix fix, string description, string uri, SourceText source)
    {
        writer.WriteStartArray("fixes");
        writer.WriteStartObject();
        WriteMessage(writer, "description", description);
        writer.WriteStartArray("artifactChanges");
        writer.WriteStartObject();
        WriteArtifact(writer, uri);
        writer.WriteStartArray("replacements");
        writer.WriteStartObject();
        WriteRegion(
            writer, "deletedRegion", source.PositionOf(fix.Offset), source.PositionOf(fix.Offset + fix.Length));
        WriteMessage(writer, "insertedContent", fix.Replacement);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteMessage(Utf8JsonWriter writer, string name, string text)
    {
        writer.WriteStartObject(name);
        writer.WriteString("text", text);
        writer.WriteEndObject();
    }

    private static void WriteArtifact(Utf8JsonWriter writer, string uri)
    {
        writer.WriteStartObject("artifactLocation");
        writer.WriteString("uri", uri);
        writer.WriteEndObject();
    }

    private static void WriteRegion(Utf8JsonWriter writer, string name, SourcePosition start, SourcePosition end)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("startLine", start.Line);
        writer.WriteNumber("startColumn", start.Column);
        writer.WriteNumber("endLine", end.Line);
        writer.WriteNumber("endColumn", end.Column);
        writer.WriteEndObject();
    }

    // Stays what it is when lines are added above, so that a known finding is not taken for a new one.
    private static string FingerprintOf(JobConfigDiagnostic found) =>
        ContentHash.Of(Encoding.UTF8.GetBytes($"{found.Code}\n{found.Path}\n{found.Message}")).ToString()[..32];

    private static string EscapePath(string path)
    {
        string escaped = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        return path.StartsWith('/') ? $"file://{escaped}" : escaped;
    }
}
