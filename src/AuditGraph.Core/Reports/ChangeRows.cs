namespace AuditGraph.Core.Reports;

/// <summary>The rows of a report's primary table that tell of changes to files.</summary>
internal sealed class ChangeRows
{
    private readonly ReportTable table;

    private readonly int kind;

    private readonly int path;

    private readonly int previousPath;

    private readonly int bytes;

    private readonly int sha256;

    private ChangeRows(ReportTable table, int kind, int path)
    {
        this.table = table;
        this.kind = kind;
        this.path = path;
        previousPath = PlaceOf(table, "previousPath");
        bytes = PlaceOf(table, "bytes");
        sha256 = PlaceOf(table, "sha256");
    }

    /// <summary>How many there are.</summary>
    public int Count => table.Rows.Count;

    /// <summary>The rows of a report; null where its primary table lists no changes.</summary>
    public static ChangeRows? Of(ReportDocument report) =>
        report.Blocks.OfType<ReportTable>().FirstOrDefault(block => block.Key == report.PrimaryTable) is { } table
        && PlaceOf(table, "kind") is >= 0 and var kind
        && PlaceOf(table, "path") is >= 0 and var path
            ? new ChangeRows(table, kind, path)
            : null;

    /// <summary>The changes as objects, in the order of the report.</summary>
    /// <exception cref="FormatException">A row is no change.</exception>
    public IEnumerable<AuditChange> Read()
    {
        foreach (ReportRow row in table.Rows)
        {
            yield return Enum.TryParse(Text(row, kind), ignoreCase: true, out AuditChangeKind change) && Text(row, path) is { } where
                ? new AuditChange(change, where, Text(row, previousPath), bytes < 0 ? null : row.Cells[bytes] as long?, Text(row, sha256))
                : throw new FormatException($"The table '{table.Key}' has a row that is no change.");
        }
    }

    /// <summary>The first rows as a screen shows them.</summary>
    /// <param name="most">How many at most.</param>
    /// <param name="redact">Masks the secrets of a text.</param>
    public IEnumerable<ChangeLine> Head(int most, Func<string, string> redact) =>
        table.Rows.Take(most).Select(row => new ChangeLine(
            redact(Text(row, kind)!), redact(Text(row, path)!), Text(row, previousPath) is { } previous ? redact(previous) : null));

    private static string? Text(ReportRow row, int column) => column >= 0 ? row.Cells[column] as string : null;

    private static int PlaceOf(ReportTable table, string key)
    {
        for (int index = 0; index < table.Columns.Count; index++)
        {
            if (table.Columns[index].Key == key)
            {
                return index;
            }
        }

        return -1;
    }
}
