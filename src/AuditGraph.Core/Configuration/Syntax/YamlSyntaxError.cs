using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Configuration.Syntax;

/// <summary>Says in the terms of someone who writes a configuration what the YAML parser stumbled over, and where.</summary>
internal static class YamlSyntaxError
{
    private const string UnknownEscape = "unknown escape character";

    private const string ShortEscape = "expected hexadecimal number";

    private const string EmptyEscape = "invalid Unicode";

    private static readonly (string Part, string Meaning)[] Meanings =
    [
        ("unclosed bracket", "the bracket that opens here is not closed where it should be"),
        ("found invalid mapping", "': ' within a value without quotes; put the value in quotes, or check the indentation of this line"),
        ("found unexpected end of stream", "the quote that opens here is never closed"),
        ("found unexpected document indicator", "the quote that opens here is not closed before the end of the document"),
        ("wrong indentation", "the quote that opens here is not closed, or the lines of the quoted text are not indented deeper than its key"),
        ("flow sequence, did not find expected", "the list that '[' opens is not closed; expected ',' or ']' here"),
        ("flow mapping", "the mapping that '{' opens is not closed; expected ',' or '}' here"),
        (UnknownEscape, "an unknown escape in a double-quoted text; write '\\\\' for a backslash, or use single quotes"),
        (ShortEscape, "an escape in a double-quoted text needs hexadecimal digits here"),
        (EmptyEscape, "an escape in a double-quoted text that names no character"),
        ("character that cannot start any token", "a value cannot begin with this character; put it in quotes"),
        ("Block sequence entries are not allowed", "a list item '-' cannot stand here; begin it on a line of its own"),
        ("Mapping keys are not allowed", "a key cannot stand here; begin it on a line of its own"),
        ("Mapping values are not allowed", "a second ':' on the line; put the value in quotes, or begin the key on a line of its own"),
        ("could not find expected ':'", "a key without ':' after it"),
        ("did not find expected key", "expected a key at this indentation; check the indentation and the quotes before it"),
        ("did not find expected '-' indicator", "expected a list item '-' at this indentation"),
        ("did not find expected node content", "expected a value here"),
        ("Did not find expected <document start>", "expected the end of the document; check the indentation of this line"),
        ("block scalar", "the text after '|' or '>' is not indented as it must be, or the line with '|' or '>' holds something else"),
        ("directive", "a '%' directive that cannot be read; remove it"),
        ("scanning a tag", "a tag that cannot be read; quote a value that begins with '!'"),
        ("anchor or alias", "an anchor or alias that cannot be read; quote a value that begins with '&' or '*'"),
    ];

    /// <summary>Reports what stopped the parser, and takes it out of the text.</summary>
    /// <param name="failure">What stopped the parser.</param>
    /// <param name="source">The file.</param>
    /// <param name="reached">The offset up to which the file was well-formed.</param>
    /// <param name="diagnostics">Takes the finding.</param>
    /// <param name="recovery">The text, of which the rest may be worth another attempt.</param>
    /// <returns>Whether there is something left to read.</returns>
    public static bool Report(
        SyntaxFailure failure, SourceText source, int reached, DiagnosticList diagnostics, SyntaxRecovery recovery)
    {
        int length = source.Text.Length;
        int start = failure.Start;
        int end = Math.Max(start, failure.End);
        if (FindTab(source, recovery.Text, Math.Max(start, reached), Math.Max(end, reached)) is { } tab)
        {
            int lines = recovery.ReplaceTabs();
            diagnostics.Add(
                ConfigurationErrors.TabIndentation, tab, failure.Path,
                $"a tab in the indentation of this line{(lines > 1 ? $", and of {lines - 1} more" : "")}; YAML allows spaces alone{Ending(lines > 0)}");
            return lines > 0;
        }

        // The parser leaves the place out of some complaints; what comes after the last good token is meant.
        start = start == 0 && end == 0 ? SkipSpace(source.Text, reached) : start;
        bool isKnown = recovery.WasTabbed(start);
        int from = Math.Min(failure.FlowStart ?? start, start);
        if (FindEscape(failure, source.Text) is { } escape)
        {
            (start, end) = (escape.Start, escape.End);
        }

        bool isGoingOn = recovery.TakeOut(from, start);
        SourceSpan line = source.LineAt(source.PositionOf(start).Line);
        end = Math.Min(Math.Max(end, start + 1), Math.Max(line.End, start));
        if (!isKnown || !isGoingOn)
        {
            string meaning = start < length && (source.Text[start] is ']' or '}')
                ? $"a '{source.Text[start]}' that closes nothing"
                : Describe(failure.Complaint);
            diagnostics.Add(
                ConfigurationErrors.SyntaxInvalid, new SourceSpan(start, end), failure.Path, meaning + Ending(isGoingOn));
        }

        return isGoingOn;
    }

    private static string Ending(bool isGoingOn) => isGoingOn ? "" : "; nothing after this place was read";

    private static string Describe(string complaint)
    {
        foreach ((string part, string meaning) in Meanings)
        {
            if (complaint.Contains(part, StringComparison.Ordinal))
            {
                return meaning;
            }
        }

        return $"not well-formed YAML: {OffendingText.Show(complaint.TrimEnd('.'))}";
    }

    // Of a faulty escape the parser names the whole quoted text up to the backslash, or to what it had read behind it.
    private static SourceSpan? FindEscape(SyntaxFailure failure, string text)
    {
        bool isUnknown = failure.Complaint.Contains(UnknownEscape, StringComparison.Ordinal);
        bool isFaulty = failure.Complaint.Contains(ShortEscape, StringComparison.Ordinal)
            || failure.Complaint.Contains(EmptyEscape, StringComparison.Ordinal);
        int backslash = isUnknown && failure.End < text.Length ? failure.End
            : isFaulty && failure.End > failure.Start ? text.LastIndexOf('\\', failure.End - 1, failure.End - failure.Start)
            : -1;
        if (backslash < 0)
        {
            return null;
        }

        int digits = text.AsSpan(backslash).StartsWith("\\U") ? 8 : text.AsSpan(backslash).StartsWith("\\u") ? 4 : 2;
        int end = Math.Min(backslash + 2, text.Length);
        while (isFaulty && end < text.Length && end < backslash + 2 + digits && char.IsAsciiHexDigit(text[end]))
        {
            end++;
        }

        return new SourceSpan(backslash, end);
    }

    private static SourceSpan? FindTab(SourceText source, string current, int from, int to)
    {
        int last = Math.Min(source.PositionOf(to).Line + 1, source.LineCount);
        for (int line = source.PositionOf(from).Line; line <= last; line++)
        {
            SourceSpan span = source.LineAt(line);
            ReadOnlySpan<char> text = current.AsSpan(span.Start, span.Length);
            ReadOnlySpan<char> indentation = text[..(text.Length - text.TrimStart(" \t").Length)];
            int tab = indentation.IndexOf('\t');
            if (tab >= 0 && indentation.Length < text.Length && span.Start + tab >= from)
            {
                int count = indentation[tab..].LastIndexOf('\t') + 1;
                return new SourceSpan(span.Start + tab, span.Start + tab + count);
            }
        }

        return null;
    }

    private static int SkipSpace(string text, int from)
    {
        int count = text.AsSpan(from).IndexOfAnyExcept(" \t\r\n:");
        return count < 0 ? text.Length : from + count;
    }
}
