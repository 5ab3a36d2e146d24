using System.Buffers;
using System.Text;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Reports;

/// <summary>
/// Writes Markdown in which no text from outside can act as markup: what does not show, such as the end of a line,
/// which would end a table's row, is shown.
/// </summary>
/// <param name="page">Takes the text, part by part: a page may have a million rows.</param>
internal sealed class MarkdownPage(TextWriter page)
{
    // CommonMark: a backslash before any ASCII punctuation makes it literal.
    private static readonly SearchValues<char> Markup = SearchValues.Create(@"\`*_[]<>|#~&!");

    private bool isBegun;

    /// <summary>Text with everything that is markup within a line escaped.</summary>
    public static string Escape(string text)
    {
        text = DisplayText.Escape(text);
        if (!text.AsSpan().ContainsAny(Markup))
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 8);
        foreach (char unit in text)
        {
            _ = Markup.Contains(unit) ? escaped.Append('\\').Append(unit) : escaped.Append(unit);
        }

        return escaped.ToString();
    }

    /// <summary>Text as a code span, fenced by more backticks than it holds.</summary>
    public static string Code(string text)
    {
        text = DisplayText.Escape(text);
        int run = 0;
        int longest = 0;
        foreach (char unit in text)
        {
            run = unit == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        string fence = new('`', longest + 1);
        bool pad = text.Length == 0 || text[0] is '`' or ' ' || text[^1] is '`' or ' ';
        string space = pad ? " " : "";
        return $"{fence}{space}{text}{space}{fence}";
    }

    /// <summary>Text as a code span in a cell, where GitHub Flavored Markdown wants pipes escaped also in code.</summary>
    public static string CellCode(string text) => Code(text).Replace("|", "\\|", StringComparison.Ordinal);

    /// <summary>Adds a heading of a level from 1.</summary>
    public void AddHeading(int level, string text) => AddBlock($"{new string('#', level)} {Escape(text)}\n");

    /// <summary>Adds a paragraph of plain text.</summary>
    public void AddParagraph(string text) => AddBlock(Escape(text) + "\n");

    /// <summary>Adds a list of items that are Markdown already.</summary>
    public void AddList(IEnumerable<string> items)
    {
        string list = string.Concat(items.Select(item => $"- {item}\n"));
        if (list.Length > 0)
        {
            AddBlock(list);
        }
    }

    /// <summary>Adds a table of columns and cells that are Markdown already.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="rows">The rows' cells.</param>
    public void AddTable(IReadOnlyList<MarkdownColumn> columns, IEnumerable<IEnumerable<string>> rows)
    {
        AddBlock("");
        AddRow(columns.Select(column => column.Heading));
        AddRow(columns.Select(column => column.IsNumber ? "---:" : "---"));
        foreach (IEnumerable<string> row in rows)
        {
            AddRow(row);
        }
    }

    private void AddRow(IEnumerable<string> cells)
    {
        string separator = "| ";
        foreach (string cell in cells)
        {
            page.Write(separator);
            page.Write(cell);
            separator = " | ";
        }

        page.Write(" |\n");
    }

    private void AddBlock(string block)
    {
        page.Write(isBegun ? "\n" : "");
        page.Write(block);
        isBegun = true;
    }
}
