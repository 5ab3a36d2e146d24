using System.Globalization;
using System.Text;
using AuditGraph.Core.Redaction;

namespace AuditGraph.Core.Reports;

/// <summary>Writes a report's primary table and its remarks as CSV (RFC 4180): a header line, lines ended by CRLF, quotes where needed.</summary>
internal sealed class CsvReportWriter : IReportWriter
{
    private const string LineEnd = "\r\n";

    /// <inheritdoc/>
    public string Format => "csv";

    /// <inheritdoc/>
    public byte[] Write(ReportDocument report, SecretRedactor redactor, CancellationToken cancellation)
    {
        redactor = redactor.ForDocument();
        ReportTable table = report.Blocks.OfType<ReportTable>().Single(table => table.Key == report.PrimaryTable);
        var text = new StringBuilder();
        text.AppendJoin(',', table.Columns.Select(column => Quote(ColumnName(column)))).Append(LineEnd);
        foreach (ReportRow row in table.Rows.Concat(report.Remarks))
        {
            cancellation.ThrowIfCancellationRequested();
            text.AppendJoin(',', row.Cells.Select((cell, index) => Cell(cell, table.Columns[index], redactor))).Append(LineEnd);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string ColumnName(ReportColumn column) =>
        string.Concat(char.ToUpperInvariant(column.Key[0]).ToString(), column.Key.AsSpan(1));

    private static string Cell(object? value, ReportColumn column, SecretRedactor redactor) => value switch
    {
        null => "",
        long number => number.ToString(CultureInfo.InvariantCulture),
        string path when column.Kind == ReportCellKind.Path => Quote(CsvText.OfPath(redactor.Redact(path))),
        _ => Quote(CsvText.OfText(redactor.Redact((string)value))),
    };

    private static string Quote(string value) =>
        value.AsSpan().ContainsAny(",\"\r\n") || value.StartsWith(' ') || value.EndsWith(' ')
            ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : value;
}
