namespace AuditGraph.Cli.Output;

/// <summary>Prints rows under headings, each column as wide as its widest cell.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    /// <summary>Prints a table.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="headings">The columns' headings.</param>
    /// <param name="rows">The rows; each has a cell for every column.</param>
    public static void Write(TextWriter output, string[] headings, IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. headings.Select(heading => heading.Length)];
        foreach (string[] row in rows)
        {
            for (int column = 0; column < widths.Length; column++)
            {
                widths[column] = Math.Max(widths[column], row[column].Length);
            }
        }

        WriteRow(output, headings, widths);
        foreach (string[] row in rows)
        {
            WriteRow(output, row, widths);
        }
    }

    private static void WriteRow(TextWriter output, string[] cells, int[] widths)
    {
        string line = string.Join(Gap, cells.Select((cell, column) => cell.PadRight(widths[column])));
        output.WriteLine(line.TrimEnd());
    }
}
