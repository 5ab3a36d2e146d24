using System.Globalization;
using System.Text;
using AuditGraph.Core.Redaction;

namespace AuditGraph.Core.Reports;

/// <summary>Writes a report as GitHub Flavored Markdown: headings, lists and tables.</summary>
internal sealed class MarkdownReportWriter : IReportWriter
{
    /// <inheritdoc/>
    public string Format => "md";

    /// <inheritdoc/>
    public byte[] Write(ReportDocument report, SecretRedactor redactor, CancellationToken cancellation)
    {
        redactor = redactor.ForDocument();
        var page = new MarkdownPage(redactor);
        page.AddHeading(1, report.Title);
        foreach (ReportBlock block in report.Blocks)
        {
            AddBlock(page, block, level: 2, cancellation);
        }

        return Encoding.UTF8.GetBytes(page.ToString());
    }

    private static void AddBlock(MarkdownPage page, ReportBlock block, int level, CancellationToken cancellation)
    {
        if (block.Heading is { } heading)
        {
            page.AddHeading(level, heading);
        }

        switch (block)
        {
            case ReportSection section:
                foreach (ReportBlock part in section.Blocks)
                {
                    AddBlock(page, part, level + 1, cancellation);
                }

                break;
            case ReportFacts facts:
                page.AddList(facts.Facts.Select(fact => $"{page.Text(fact.Label)}: {Value(page, fact.Value)}"));
                break;
            case ReportTally tally:
                AddTally(page, tally);
                break;
            case ReportTable { Rows.Count: 0 } table:
                page.AddParagraph(table.WhenEmpty);
                break;
            case ReportTable table:
                page.AddTable(
                    [.. table.Columns.Where(column => !column.IsDetail)
                        .Select(column => new MarkdownColumn(page.Text(column.Heading), column.Kind == ReportCellKind.Number))],
                    table.Rows.Select(row => Cells(page, row, table, cancellation)));
                break;
            case ReportNotes notes:
                page.AddList(notes.Sentences.Select(page.Text));
                break;
        }
    }

    private static void AddTally(MarkdownPage page, ReportTally tally) => page.AddTable(
        [new("Kind", false), new("Files", true), new("Bytes", true)],
        tally.Entries.Select(entry => (IEnumerable<string>)[page.Text(entry.Label), Count(entry.Files), Count(entry.Bytes)]));

    private static IEnumerable<string> Cells(MarkdownPage page, ReportRow row, ReportTable table, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return row.Cells.Zip(table.Columns).Where(cell => !cell.Second.IsDetail).Select(cell => Cell(page, cell.First, cell.Second));
    }

    private static string Cell(MarkdownPage page, object? value, ReportColumn column) => value switch
    {
        null => "",
        string text when column.Kind == ReportCellKind.Text => page.Text(text),
        string code => page.CellCode(code),
        _ => Value(page, value),
    };

    private static string Value(MarkdownPage page, object? value) => value switch
    {
        null => "unknown",
        long number => Count(number),
        bool truth => truth ? "yes" : "no",
        _ => page.Code((string)value),
    };

    private static string Count(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "unknown";
}
