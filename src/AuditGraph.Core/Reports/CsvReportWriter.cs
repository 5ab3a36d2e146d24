using System.Globalization;
using System.Text;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Reports;

/// <summary>Writes a report's primary table and its remarks as CSV (RFC 4180): a header line, lines ended by CRLF, quotes where needed.</summary>
internal sealed class CsvReportWriter : IReportWriter
{
    /// <inheritdoc/>
    public string Format => "csv";

    /// <inheritdoc/>
    public void Write(ReportDocument report, Stream stream, CancellationToken cancellation)
    {
        ReportTable table = report.Blocks.OfType<ReportTable>().Single(table => table.Key == report.PrimaryTable);
        using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\r\n" };
        WriteLine(text, table.Columns.Select(column => Quote(ColumnName(column))));
        foreach (ReportRow row in table.Rows.Concat(report.Remarks))
        {
            cancellation.ThrowIfCancellationRequested();
            WriteLine(text, row.Cells.Select((cell, index) => Cell(cell, table.Columns[index])));
        }
    }

    private static void WriteLine(StreamWriter text, IEnumerable<string> cells)
    {
        bool isFirst = true;
        foreach (string cell in cells)
        {
            text.Write(isFirst ? "" : ",");
            text.Write(cell);
            isFirst = false;
        }

        text.WriteLine();
    }

    private static string ColumnName(ReportColumn column) =>
        string.Concat(char.ToUpperInvariant(column.Key[0]).ToString(), column.Key.AsSpan(1));

    // RFC 4180 knows no control characters in a field but the ends of lines, which not every reader lets stand there.
    private static string Cell(object? value, ReportColumn column) => value switch
    {
        null => "",
        long number => number.ToString(CultureInfo.InvariantCulture),
        string path when column.Kind == ReportCellKind.Path => Quote(CsvText.OfPath(DisplayText.Escape(path))),
        _ => Quote(CsvText.OfText(DisplayText.Escape((string)value))),
    };

    private static string Quote(string value) =>
        value.AsSpan().ContainsAny(",\"\r\n") || value.StartsWith(' ') || value.EndsWith(' ')
            ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : value;
}
