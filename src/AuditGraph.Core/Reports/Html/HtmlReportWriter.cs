using System.Globalization;
using System.Text;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Reports.Html;

/// <summary>
/// Writes a report as a page for people: one file that needs no network and no script, in light and dark, for screens of any
/// width, for paper, and for who listens to it.
/// </summary>
internal sealed class HtmlReportWriter : IReportWriter
{
    // So many rows are a page that a browser shows at once; nobody reads more.
    private const int MostRows = 10_000;

    private const int ShownOfMore = 1_000;

    /// <inheritdoc/>
    public string Format => "html";

    /// <inheritdoc/>
    public void Write(ReportDocument report, Stream stream, CancellationToken cancellation)
    {
        var page = new HtmlPage(report.Title);
        page.Add($"<h1>{HtmlPage.Encode(report.Title)}</h1>\n");
        var writing = new Writing(page, cancellation);
        writing.AddLead(report);
        foreach (ReportBlock block in report.Blocks)
        {
            writing.AddBlock(block, level: 2, prefix: "");
        }

        stream.Write(Encoding.UTF8.GetBytes(page.Complete()));
    }

    private sealed class Writing(HtmlPage page, CancellationToken cancellation)
    {
        // What a reader wants to know first, whatever the report begins with.
        public void AddLead(ReportDocument report)
        {
            IEnumerable<ReportFact> judged = CheckReport.SummaryOf(report)?.Facts ?? [];
            string[] counts =
            [
                .. judged.Where(fact => fact.Value is string).Select(fact =>
                    $"{HtmlPage.Encode(fact.Label)} <b{WordOf((string)fact.Value!)}>{HtmlPage.Encode((string)fact.Value!)}</b>"),
                .. judged.Where(fact => fact.Value is > 0L).Select(fact => Counted(fact.Label, (long)fact.Value!)),
                .. report.Blocks.OfType<ReportTally>().SelectMany(tally => tally.Entries)
                    .Where(entry => entry.Files > 0)
                    .Select(entry => Counted(entry.Label, entry.Files!.Value)),
            ];
            page.Add(counts.Length == 0 ? "" : $"<p class=\"lead\">{string.Join(", ", counts)}</p>\n");
        }

        public void AddBlock(ReportBlock block, int level, string prefix)
        {
            string id = prefix + block.Key;
            if (block.Heading is { } heading)
            {
                page.Add($"<section>\n<h{level} id=\"{HtmlPage.Encode(id)}\">{HtmlPage.Encode(heading)}</h{level}>\n");
            }

            switch (block)
            {
                case ReportSection section:
                    foreach (ReportBlock part in section.Blocks)
                    {
                        AddBlock(part, level + 1, $"{id}-");
                    }

                    break;
                case ReportFacts { Facts.Count: > 0 } facts:
                    AddFacts(facts);
                    break;
                case ReportTally tally:
                    AddTally(tally, id);
                    break;
                case ReportTable { Rows.Count: 0 } table:
                    page.Add($"<p class=\"quiet\">{HtmlPage.Encode(table.WhenEmpty)}</p>\n");
                    break;
                case ReportTable table:
                    AddTable(table, id);
                    break;
                case ReportNotes { Sentences.Count: > 0 } notes:
                    page.Add($"<ul>\n{string.Concat(notes.Sentences.Select(sentence => $"<li>{HtmlPage.Encode(sentence)}</li>\n"))}</ul>\n");
                    break;
            }

            page.Add(block.Heading is null ? "" : "</section>\n");
        }

        private void AddFacts(ReportFacts facts)
        {
            page.Add("<dl>\n");
            foreach (ReportFact fact in facts.Facts)
            {
                page.Add($"<dt>{HtmlPage.Encode(fact.Label)}</dt><dd>{Value(fact.Value)}</dd>\n");
            }

            page.Add("</dl>\n");
        }

        private void AddTally(ReportTally tally, string id)
        {
            BeginTable(tally.Heading is null ? null : id, "<th scope=\"col\">Kind</th><th scope=\"col\" class=\"number\">Files</th><th scope=\"col\" class=\"number\">Bytes</th>", sorts: false, caption: null);
            foreach (ReportTallyEntry entry in tally.Entries)
            {
                page.Add($"<tr><th scope=\"row\">{HtmlPage.Encode(entry.Label)}</th><td class=\"number\">{Count(entry.Files)}</td><td class=\"number\">{Count(entry.Bytes)}</td></tr>\n");
            }

            page.Add("</tbody></table></div>\n");
        }

        private void AddTable(ReportTable table, string id)
        {
            bool isCut = table.Rows.Count > MostRows;
            string heads = string.Concat(table.Columns.Where(column => !column.IsDetail).Select(column => $"<th scope=\"col\"{ClassOf(column)}>{HtmlPage.Encode(column.Heading)}</th>"));
            string? caption = isCut
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"The first {ShownOfMore} of {table.Rows.Count} rows. The Markdown, JSON and CSV forms of this report have all of them; ‘auditgraph report’ and Export-AuditReport write them.")
                : null;
            BeginTable(table.Heading is null ? null : id, heads, sorts: true, caption);
            foreach (ReportRow row in isCut ? table.Rows.Take(ShownOfMore) : table.Rows)
            {
                cancellation.ThrowIfCancellationRequested();
                page.Add("<tr>");
                foreach ((object? cell, ReportColumn column) in row.Cells.Zip(table.Columns).Where(cell => !cell.Second.IsDetail))
                {
                    AddCell(cell, column);
                }

                page.Add("</tr>\n");
            }

            page.Add("</tbody></table></div>\n");
        }

        private void BeginTable(string? labelledBy, string heads, bool sorts, string? caption)
        {
            // A table that is wider than the screen is reached and moved by the keyboard too.
            string group = labelledBy is null ? "" : $" tabindex=\"0\" role=\"group\" aria-labelledby=\"{HtmlPage.Encode(labelledBy)}\"";
            page.Add($"<div class=\"scroll\"{group}><table{(sorts ? " data-sorts" : "")}>");
            page.Add(caption is null ? "" : $"<caption>{HtmlPage.Encode(caption)}</caption>");
            page.Add($"<thead><tr>{heads}</tr></thead><tbody>\n");
        }

        private void AddCell(object? value, ReportColumn column)
        {
            switch (value)
            {
                case null:
                    page.Add($"<td{ClassOf(column)}></td>");
                    break;
                case string text when column.Kind == ReportCellKind.Text:
                    page.Add($"<td{WordOf(text)}>{HtmlPage.Encode(text)}</td>");
                    break;
                default:
                    page.Add($"<td{ClassOf(column)}>{Value(value)}</td>");
                    break;
            }
        }

        // By such words the style chooses a colour, which says nothing that the word does not say.
        private static string WordOf(string text) =>
            text.Length is > 0 and <= 20 && text.All(char.IsAsciiLetter) ? $" data-word=\"{text}\"" : "";

        private static string Counted(string label, long count) => $"{HtmlPage.Encode(label)} <b>{Count(count)}</b>";

        // A name may be of a script that is written from right to left; it does not turn what stands around it.
        private static string Value(object? value) => value switch
        {
            null => "unknown",
            long number => Count(number),
            bool truth => truth ? "yes" : "no",
            _ => $"<bdi><code>{HtmlPage.Encode((string)value)}</code></bdi>",
        };

        private static string Count(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "unknown";

        private static string ClassOf(ReportColumn column) => column.Kind switch
        {
            ReportCellKind.Number => " class=\"number\"",
            ReportCellKind.Path => " class=\"path\"",
            ReportCellKind.Hash => " class=\"hash\"",
            _ => "",
        };
    }
}
