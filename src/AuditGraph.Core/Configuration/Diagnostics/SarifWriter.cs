using System.Text;
using System.Text.Json;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Reports.Sarif;

namespace AuditGraph.Core.Configuration.Diagnostics;

/// <summary>Writes diagnostics as SARIF 2.1.0 (OASIS), with the catalogue as rules, fit for code scanning.</summary>
internal static class SarifWriter
{
    /// <summary>Writes one log with one run.</summary>
    /// <param name="stream">Takes the UTF-8 text, which ends with LF.</param>
    /// <param name="files">The files.</param>
    /// <param name="folder">The repository's folder, which paths are relative to.</param>
    /// <param name="version">The program's version.</param>
    public static void Write(Stream stream, IReadOnlyList<ConfigFile> files, string folder, string version)
    {
        AuditErrorDescriptor[] rules = [.. ErrorCatalogue.Fields(typeof(ConfigurationErrors))];
        SarifLog.Write(stream, version, writer => WriteRules(writer, rules), writer =>
        {
            writer.WriteStartArray("results");
            foreach (ConfigFile file in files)
            {
                WriteResults(writer, file, EscapePath(DiagnosticWords.RelativePath(folder, file.Path)), rules);
            }

            writer.WriteEndArray();
        });
    }

    private static void WriteRules(Utf8JsonWriter writer, AuditErrorDescriptor[] rules)
    {
        foreach (AuditErrorDescriptor rule in rules)
        {
            writer.WriteStartObject();
            writer.WriteString("id", rule.Code);
            writer.WriteString("name", rule.Name);
            SarifLog.WriteText(writer, "shortDescription", rule.Summary);
            SarifLog.WriteText(writer, "fullDescription", $"{rule.Summary} {rule.RecommendedAction}");
            writer.WriteStartObject("help");
            writer.WriteString("text", $"{rule.Summary} {rule.RecommendedAction}");
            writer.WriteString("markdown", $"{rule.Summary}\n\n**What to do:** {rule.RecommendedAction}");
            writer.WriteEndObject();
            SarifLog.WriteDefaultLevel(writer, DiagnosticWords.InSarif(ConfigurationErrors.SeverityOf(rule)));
            writer.WriteStartObject("properties");
            writer.WriteStartArray("tags");
            writer.WriteStringValue("configuration");
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
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
            SarifLog.WriteText(
                writer, "message", found.Suggestion is null ? found.Message : $"{found.Message} ({found.Suggestion})");
            writer.WriteStartArray("locations");
            writer.WriteStartObject();
            writer.WriteStartObject("physicalLocation");
            SarifLog.WriteArtifact(writer, uri);
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
        SarifLog.WriteText(writer, "description", description);
        writer.WriteStartArray("artifactChanges");
        writer.WriteStartObject();
        SarifLog.WriteArtifact(writer, uri);
        writer.WriteStartArray("replacements");
        writer.WriteStartObject();
        WriteRegion(
            writer, "deletedRegion", source.PositionOf(fix.Offset), source.PositionOf(fix.Offset + fix.Length));
        SarifLog.WriteText(writer, "insertedContent", fix.Replacement);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteRegion(Utf8JsonWriter writer, string name, SourcePosition start, SourcePosition end) =>
        SarifLog.WriteRegion(writer, name, start.Line, start.Column, end.Line, end.Column);

    // Stays what it is when lines are added above, so that a known finding is not taken for a new one.
    private static string FingerprintOf(JobConfigDiagnostic found) =>
        ContentHash.Of(Encoding.UTF8.GetBytes($"{found.Code}\n{found.Path}\n{found.Message}")).ToString()[..32];

    private static string EscapePath(string path)
    {
        string escaped = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        return path.StartsWith('/') ? $"file://{escaped}" : escaped;
    }
}
