using AuditGraph.Core.Canonical;

namespace AuditGraph.Cli.Output;

/// <summary>
/// Prints rows under headings, each column as wide as its widest cell. On a terminal that is narrower, cells are shortened and
/// columns left out, so that no line is broken in the middle of a word.
/// </summary>
internal static class TextTable
{
    private const string Gap = "  ";

    /// <summary>Prints a table.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="rows">The rows; each has a cell for every column.</param>
    public static void Write(Terminal terminal, TextColumn[] columns, IReadOnlyList<string[]> rows)
    {
        string[][] shown = [.. rows.Select(row => Array.ConvertAll(row, OneLine))];
        int[] widths = [.. columns.Select((column, index) => Math.Max(column.Heading.Length, shown.Max(row => (int?)TextWidth.Of(row[index])) ?? 0))];
        if (terminal.Columns is { } limit)
        {
            Fit(columns, widths, limit);
        }

        WriteRow(terminal.Output, [.. columns.Select(column => column.Heading)], columns, widths);
        foreach (string[] row in shown)
        {
            WriteRow(terminal.Output, row, columns, widths);
        }
    }

    /// <summary>Makes columns narrower; the width of one that is left out becomes 0.</summary>
    private static void Fit(TextColumn[] columns, int[] widths, int limit)
    {
        int last = columns.Max(column => column.LeftOut);
        for (int step = 0; TotalOf(widths) > limit && step <= last; step++)
        {
            for (int index = 0; index < columns.Length; index++)
            {
                widths[index] = step > 0 && columns[index].LeftOut == step ? 0 : widths[index];
            }

            int[] narrowest = [.. columns.Select((column, index) => Math.Min(widths[index], column.Narrowest ?? widths[index]))];
            if (TotalOf(narrowest) <= limit || step == last)
            {
                Shorten(widths, narrowest, limit);
            }
        }
    }

    // The widest first, a column of the terminal at a time, so that none suffers alone.
    private static void Shorten(int[] widths, int[] narrowest, int limit)
    {
        while (TotalOf(widths) > limit)
        {
            int widest = -1;
            for (int index = 0; index < widths.Length; index++)
            {
                bool mayShrink = widths[index] > narrowest[index];
                widest = mayShrink && (widest < 0 || widths[index] > widths[widest]) ? index : widest;
            }

            if (widest < 0)
            {
                return;
            }

            widths[widest]--;
        }
    }

    private static int TotalOf(int[] widths) => widths.Sum() + (Gap.Length * (widths.Count(width => width > 0) - 1));

    private static string OneLine(string cell) =>
        DisplayText.Escape(cell.TrimEnd().Replace('\n', ' '));

    private static void WriteRow(TextWriter output, string[] cells, TextColumn[] columns, int[] widths)
    {
        var parts = new List<string>();
        for (int index = 0; index < cells.Length; index++)
        {
            if (widths[index] > 0)
            {
                string cell = columns[index].KeepsEnd ? TextWidth.CutStart(cells[index], widths[index]) : TextWidth.CutEnd(cells[index], widths[index]);
                parts.Add(cell + new string(' ', Math.Max(0, widths[index] - TextWidth.Of(cell))));
            }
        }

        output.WriteLine(string.Join(Gap, parts).TrimEnd());
    }
}
