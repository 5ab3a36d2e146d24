namespace AuditGraph.Core.Reports.Findings;

/// <summary>The cells of a table's rows by the keys of their columns.</summary>
internal sealed class TableColumns
{
    private readonly ReportTable table;

    private readonly Dictionary<string, int> places;

    private TableColumns(ReportTable table)
    {
        this.table = table;
        places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int index = 0; index < table.Columns.Count; index++)
        {
            places.TryAdd(table.Columns[index].Key, index);
        }
    }

    /// <summary>The rows.</summary>
    public IReadOnlyList<ReportRow> Rows => table.Rows;

    /// <summary>The columns of a report's table; null where it has none of that key.</summary>
    public static TableColumns? Find(ReportDocument report, string key) =>
        report.Blocks.OfType<ReportTable>().FirstOrDefault(table => table.Key == key) is { } found ? new TableColumns(found) : null;

    /// <summary>A cell that holds text, or null where it is empty or the table has no such column.</summary>
    /// <exception cref="FormatException">It holds something else.</exception>
    public string? Text(ReportRow row, string column) => Cell(row, column) switch
    {
        null => null,
        string text => text,
        _ => throw new FormatException($"The table '{table.Key}' has a cell in '{column}' that is no text."),
    };

    /// <summary>A cell that holds text.</summary>
    /// <exception cref="FormatException">It does not.</exception>
    public string Require(ReportRow row, string column) =>
        Text(row, column) ?? throw new FormatException($"The table '{table.Key}' has a row without '{column}'.");

    /// <summary>A cell that holds a number, or null where it is empty or the table has no such column.</summary>
    /// <exception cref="FormatException">It holds something else.</exception>
    public long? Number(ReportRow row, string column) => Cell(row, column) switch
    {
        null => null,
        long number => number,
        _ => throw new FormatException($"The table '{table.Key}' has a cell in '{column}' that is no number."),
    };

    private object? Cell(ReportRow row, string column) => places.TryGetValue(column, out int place) ? row.Cells[place] : null;
}
