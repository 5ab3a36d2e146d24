using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AuditGraph.Core.Redaction;
using AuditGraph.Core.Reports;

namespace AuditGraph.Core.Tests.Reports;

public sealed class ReportWriterTests
{
    private static readonly ReportDocument Report = new(
        "Changes since 24h",
        [
            new ReportFacts("baseline", "Baseline", [new("evidence", "Evidence", "snapshot"), new("files", "Files", 3L), new("root", "Root", null)]),
            new ReportTally("summary", "Summary", [new("added", "Added", 2, 17), new("removed", "Removed", null, null)]),
            new ReportTable(
                "changes", "Changes",
                [new("kind", "Kind", ReportCellKind.Text), new("path", "Path", ReportCellKind.Path), new("previousPath", "Previous path", ReportCellKind.Path), new("bytes", "Bytes", ReportCellKind.Number)],
                [
                    new ReportRow("added", "a|b`c, \"d\".md", null, 17L),
                    new ReportRow("added", "=cmd()", "<script>&é", 0L),
                    new ReportRow("removed", " lead", "url/https://u:pw@h", null),
                ],
                "Nothing changed."),
            new ReportSection(
                "coverage", "Coverage",
                [
                    new ReportFacts("facts", null, [new("excluded", "Excluded", 1L), new("whole", "Whole", true)]),
                    new ReportTable("gaps", "Not seen", [new("path", "Path", ReportCellKind.Path)], [], "Everything was seen."),
                    new ReportNotes("notes", null, ["One *note*."]),
                ]),
        ],
        "changes");

    [Theory]
    [InlineData("md")]
    [InlineData("json")]
    [InlineData("csv")]
    [InlineData("html")]
    public void A_report_has_one_form_in_every_format(string format) =>
        RepositoryFile.AssertIsCurrent($"tests/AuditGraph.Core.Tests/Golden/Reports/report.{format}", Write(format));

    [Theory]
    [InlineData("md")]
    [InlineData("json")]
    [InlineData("csv")]
    [InlineData("html")]
    public void The_culture_does_not_show(string format)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        string expected = Write(format);
        try
        {
            var strange = new CultureInfo("") { NumberFormat = { NegativeSign = "~", NumberGroupSeparator = " " } };
            CultureInfo.CurrentCulture = strange;
            Assert.Equal(expected, Write(format));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_JSON_form_is_valid_and_keeps_the_texts() =>
        Assert.Equal("a|b`c, \"d\".md", (string?)JsonNode.Parse(Write("json"))!["changes"]![0]!["path"]);

    [Theory]
    [InlineData("md")]
    [InlineData("json")]
    [InlineData("csv")]
    [InlineData("html")]
    public void Writing_stops_at_the_next_row_when_it_is_cancelled(string format) =>
        Assert.Throws<OperationCanceledException>(() => ReportFormats.WriterFor(format).Write(
            Report, new CancellationToken(canceled: true)));

    [Fact]
    public void A_format_that_does_not_exist_is_named() =>
        Assert.Contains("'pdf'", Assert.Throws<ArgumentException>(() => ReportFormats.WriterFor("pdf")).Message, StringComparison.Ordinal);

    private static string Write(string format) =>
        Encoding.UTF8.GetString(ReportFormats.WriterFor(format).Write(ReportRedaction.Apply(Report, new SecretRedactor(enabled: true), CancellationToken.None)).Content.ToArray());
}
