using System.Text;
using System.Xml.Linq;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Tests.Reports.Findings;

/// <summary>LibreOffice opens the CSV of reports. Skipped where it is not at hand.</summary>
public sealed class SpreadsheetTests : IDisposable
{
    private static readonly string[] Contents =
    [
        "=1+1", "=cmd|' /C calc'!A0", "=HYPERLINK(\"https://evil.example\")", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "\"=1+1\"", "'=1+1",
        "＝1+1", "＋1+1", "－1+1", "＠SUM(1)", "a;=1+1", "a;\"=1+1\"", "a,=1+1", "a\t=1+1", "a\r\n=1+1", "a\",=1+1,\"", "a\"\r\n=1+1", "\0=1+1", "\u200b=1+1", "\ufeff=1+1",
    ];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    public void No_cell_is_a_formula_whatever_separates_lists(char separator)
    {
        string report = Csv();

        Assert.Contains(Open("=1+1\r\n", separator).SelectMany(row => row), cell => cell.IsFormula);
        Assert.DoesNotContain(Open(report, separator).SelectMany(row => row), cell => cell.IsFormula);
    }

    [Fact]
    public void The_cells_are_the_texts_that_were_written()
    {
        string report = Csv();

        List<List<Cell>> rows = Open(report, ',');

        Assert.Equal(CsvRows.Read(report), rows.Select(row => row.Select(cell => cell.Text)));
        Assert.Equal(
            Contents.Select(content => (CsvText.OfPath(Path(content)), CsvText.OfText(DisplayText.Escape(content)))),
            rows.Skip(1).Take(Contents.Length).Select(row => (row[2].Text, row[7].Text)));
    }

    private static string Csv() => FindingSample.Write(
        FindingSample.Report([.. Contents.Select(content => FindingSample.Finding("links.broken", AuditSeverity.Error, Path(content), content))]), "csv");

    private static string Path(string name) => EscapedText.Escape(Encoding.UTF8.GetBytes(name));

    /// <summary>The sheet that it makes of CSV, as one would open it who suspects nothing.</summary>
    private List<List<Cell>> Open(string csv, char separator)
    {
        Tool.Require("soffice");
        folder.Write("report.csv", csv);

        // In UTF-8, from the first line, with numbers and dates where a cell looks like one, and with formulas.
        (_, string output) = Tool.Run(
            folder.Root,
            "soffice", $"-env:UserInstallation=file://{folder["profile"]}", "--headless",
            $"--infilter=CSV:{(int)separator},34,76,1,,0,false,true,false,false,false,0,true",
            "--convert-to", "fods", "report.csv");

        Assert.True(File.Exists(folder["report.fods"]), output);
        XNamespace table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
        List<List<Cell>> rows =
        [
            .. XDocument.Load(folder["report.fods"]).Descendants(table + "table-row").Select(row => row.Elements(table + "table-cell")
                .SelectMany(cell => Enumerable.Repeat(
                    new Cell(TextOf(cell), cell.Attribute(table + "formula") is not null), (int?)cell.Attribute(table + "number-columns-repeated") ?? 1))
                .ToList()),
        ];
        File.Delete(folder["report.fods"]);
        return rows;
    }

    // OpenDocument 1.3, part 3, 6.1: a paragraph for each line, and an element for each run of spaces.
    private static string TextOf(XElement cell)
    {
        XNamespace text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
        return string.Join('\n', cell.Elements(text + "p").Select(line => string.Concat(line.DescendantNodes().Select(node => node switch
        {
            XText run => run.Value,
            XElement spaces when spaces.Name == text + "s" => new string(' ', (int?)spaces.Attribute(text + "c") ?? 1),
            XElement tab when tab.Name == text + "tab" => "\t",
            _ => "",
        }))));
    }

    private sealed record Cell(string Text, bool IsFormula);
}
