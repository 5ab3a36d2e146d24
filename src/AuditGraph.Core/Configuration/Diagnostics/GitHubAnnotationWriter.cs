using System.Globalization;

namespace AuditGraph.Core.Configuration.Diagnostics;

/// <summary>Writes diagnostics as annotation commands of GitHub workflows (<c>::error file=…</c>).</summary>
internal static class GitHubAnnotationWriter
{
    /// <summary>Writes one line for each finding.</summary>
    /// <param name="writer">Takes the text; lines end with LF.</param>
    /// <param name="files">The files.</param>
    /// <param name="folder">The repository's folder, which paths are relative to.</param>
    public static void Write(TextWriter writer, IReadOnlyList<ConfigFile> files, string folder)
    {
        foreach (ConfigFile file in files)
        {
            string path = EscapeProperty(DiagnosticWords.RelativePath(folder, file.Path));
            foreach (JobConfigDiagnostic found in file.Diagnostics)
            {
                string message = found.Suggestion is null ? found.Message : $"{found.Message}\n{found.Suggestion}";
                // GitHub takes an end column only where the span ends on the line it begins on.
                string endColumn = found.EndLine == found.Line
                    ? string.Create(CultureInfo.InvariantCulture, $",endColumn={found.EndColumn}") : "";
                writer.Write(string.Create(
                    CultureInfo.InvariantCulture,
                    $"::{DiagnosticWords.InGitHub(found.Severity)} file={path},line={found.Line},col={found.Column},endLine={found.EndLine}{endColumn},title={found.Code}::{EscapeData(message)}\n"));
            }
        }
    }

    private static string EscapeData(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string EscapeProperty(string text) => EscapeData(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
