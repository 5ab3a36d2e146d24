using System.Globalization;
using System.Text;

namespace AuditGraph.Core.Reports;

/// <summary>Writes a report as GitHub Flavored Markdown: headings, lists and tables.</summary>
internal sealed class MarkdownReportWriter : IReportWriter
{
    /// <inheritdoc/>
    public string Format => "md";

    /// <inheritdoc/>
    public void Write(ReportDocument report, Stream stream, CancellationToken cancellation)
    {
        var plain = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var text = new StreamWriter(stream, plain, leaveOpen: true);
        var page = new MarkdownPage(text);
        page.AddHeading(1, report.Title);
        foreach (ReportBlock block in report.Blocks)
        {
            AddBlock(page, block, level: 2, cancellation);
        }
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
                page.AddList(facts.Facts.Select(fact => $"{MarkdownPage.Escape(fact.Label)}: {Value(fact.Value)}"));
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
                        .Select(column => new MarkdownColumn(MarkdownPage.Escape(column.Heading), column.Kind == ReportCellKind.Number))],
                    table.Rows.Select(row => Cells(row, table, cancellation)));
                break;
            case ReportNotes notes:
                page.AddList(notes.Sentences.Select(MarkdownPage.Escape));
                break;
        }
    }

    private static void AddTally(MarkdownPage page, ReportTally tally) => page.AddTable(
        [new("Kind", false), new("Files", true), new("Bytes", true)],
        tally.Entries.Select(entry => (IEnumerable<string>)[MarkdownPage.Escape(entry.Label), Count(entry.Files), Count(entry.Bytes)]));

    private static IEnumerable<string> Cells(ReportRow row, ReportTable table, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return row.Cells.Zip(table.Columns).Where(cell => !cell.Second.IsDetail).Select(cell => Cell(cell.First, cell.Second));
    }

    private static string Cell(object? value, ReportColumn column) => value switch
    {
        null => "",
        string text when column.Kind == ReportCellKind.Text => MarkdownPage.Escape(text),
        string code => MarkdownPage.CellCode(code),
        _ => Value(value),
    };

    private static string Value(object? value) => value switch
    {
        null => "unknown",
        long number => Count(number),
        bool truth => truth ? "yes" : "no",
        _ => MarkdownPage.Code((string)value),
    };

    private static string Count(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "unknown";
}
