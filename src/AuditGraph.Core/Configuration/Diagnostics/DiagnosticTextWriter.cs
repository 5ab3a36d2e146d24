using System.Globalization;
using System.Text;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Configuration.Diagnostics;

/// <summary>Writes diagnostics for people: place, message, the source line, a caret under the span, the suggestion.</summary>
/// <param name="writer">Takes the text; lines end with LF.</param>
/// <param name="useColour">Whether to colour by ECMA-48 escape sequences.</param>
internal sealed class DiagnosticTextWriter(TextWriter writer, bool useColour)
{
    private const int WidestLine = 120;
    private const string Reset = "\u001b[0m";
    private const string Bold = "\u001b[1m";
    private const string Dim = "\u001b[2m";

    /// <summary>Writes all findings of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="shownPath">The file's path as it is shown.</param>
    public void Write(ConfigFile file, string shownPath)
    {
        var source = new SourceText(file.Path, file.Text);
        foreach (JobConfigDiagnostic diagnostic in file.Diagnostics)
        {
            Write(diagnostic, source, shownPath);
        }
    }

    private void Write(JobConfigDiagnostic found, SourceText source, string shownPath)
    {
        string colour = found.Severity switch
        {
            DiagnosticSeverity.Error => "\u001b[31m",
            DiagnosticSeverity.Warning => "\u001b[33m",
            _ => "\u001b[36m",
        };
        string place = string.Create(
            CultureInfo.InvariantCulture, $"{DisplayText.Escape(shownPath)}:{found.Line}:{found.Column}: ");
        string severity = $"{DiagnosticWords.InText(found.Severity)} {found.Code}: ";
        writer.Write($"{Paint(Bold, place)}{Paint(colour, severity)}{Paint(Bold, found.Message)}\n");
        WriteSnippet(found, source, colour);
        if (found.Suggestion is not null)
        {
            writer.Write($"  {Paint(colour, "=")} {DisplayText.Escape(found.Suggestion)}\n");
        }
    }

    private void WriteSnippet(JobConfigDiagnostic found, SourceText source, string colour)
    {
        if (found.Line > source.LineCount || source.LineAt(found.Line).Length == 0)
        {
            return;
        }

        SourceSpan span = source.LineAt(found.Line);
        ReadOnlySpan<char> line = source.Text.AsSpan(span.Start, span.Length);
        int start = Math.Min(found.Column - 1, line.Length);
        int end = found.EndLine == found.Line ? Math.Min(found.EndColumn - 1, line.Length) : line.Length;

        // A long line is shown around the span.
        int from = line.Length <= WidestLine ? 0 : Math.Max(0, Math.Min(start - (WidestLine / 4), line.Length - WidestLine));
        int to = Math.Min(line.Length, from + WidestLine);
        end = Math.Min(end, to);
        string number = found.Line.ToString(CultureInfo.InvariantCulture);
        string margin = new(' ', number.Length);
        var shown = new StringBuilder(from > 0 ? "…" : "");
        var padding = new StringBuilder(from > 0 ? " " : "");
        var carets = new StringBuilder();
        for (int at = from; at < to; at++)
        {
            char unit = line[at];
            char visible = unit == '\t' ? ' ' : DisplayText.IsUnsafe(unit) ? '\ufffd' : unit;
            shown.Append(visible);
            int width = TextWidth.Of(unit);
            if (at < start)
            {
                padding.Append(' ', width);
            }
            else if (at < end)
            {
                carets.Append(carets.Length == 0 ? '^' : '~').Append('~', Math.Max(0, width - 1));
            }
        }

        shown.Append(to < line.Length ? "…" : "");
        writer.Write($"  {Paint(Dim, number + " |")} {shown}\n");
        writer.Write($"  {Paint(Dim, margin + " |")} {padding}{Paint(colour, carets.Length == 0 ? "^" : carets.ToString())}\n");
    }

    private string Paint(string colour, string text) => useColour ? $"{colour}{text}{Reset}" : text;
}
