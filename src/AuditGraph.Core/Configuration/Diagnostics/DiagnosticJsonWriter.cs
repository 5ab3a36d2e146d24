using System.Text.Encodings.Web;
using System.Text.Json;

namespace AuditGraph.Core.Configuration.Diagnostics;

/// <summary>Writes diagnostics as the one JSON object of <c>auditgraph jobs test --format json</c>.</summary>
internal static class DiagnosticJsonWriter
{
    /// <summary>
    /// Writes <c>{status, diagnostics: [{severity, code, message, file, line, column, endLine, endColumn, job, path,
    /// suggestion}]}</c>; the status is <c>error</c> where any finding is one, else <c>ok</c>.
    /// </summary>
    /// <param name="stream">Takes the UTF-8 text, which ends with LF.</param>
    /// <param name="files">The files, in the order in which their findings are to appear.</param>
    public static void Write(Stream stream, IReadOnlyList<ConfigFile> files)
    {
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }))
        {
            writer.WriteStartObject();
            writer.WriteString("status", IsAnyInvalid(files) ? "error" : "ok");
            writer.WriteStartArray("diagnostics");
            foreach (ConfigFile file in files)
            {
                foreach (JobConfigDiagnostic diagnostic in file.Diagnostics)
                {
                    Write(writer, diagnostic);
                }
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter writer, JobConfigDiagnostic diagnostic)
    {
        writer.WriteStartObject();
        writer.WriteString("severity", DiagnosticWords.InText(diagnostic.Severity));
        writer.WriteString("code", diagnostic.Code);
        writer.WriteString("message", diagnostic.Message);
        writer.WriteString("file", diagnostic.File);
        writer.WriteNumber("line", diagnostic.Line);
        writer.WriteNumber("column", diagnostic.Column);
        writer.WriteNumber("endLine", diagnostic.EndLine);
        writer.WriteNumber("endColumn", diagnostic.EndColumn);
        writer.WriteString("job", diagnostic.Job);
        writer.WriteString("path", diagnostic.Path);
        writer.WriteString("suggestion", diagnostic.Suggestion);
        writer.WriteEndObject();
    }

    private static bool IsAnyInvalid(IReadOnlyList<ConfigFile> files)
    {
        foreach (ConfigFile file in files)
        {
            if (!file.IsValid)
            {
                return true;
            }
        }

        return false;
    }
}
