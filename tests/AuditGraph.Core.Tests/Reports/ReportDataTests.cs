using System.Text;
using System.Text.Json.Nodes;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports;
using FsCheck;
using FsCheck.Fluent;

namespace AuditGraph.Core.Tests.Reports;

public sealed class ReportDataTests
{
    private static readonly ReportDocument Example = new(
        "Title \"quoted\" \u0007 é 😀",
        [
            new ReportFacts("facts", null, [new("text", "Text", "a\\b\r\n"), new("none", "None", null), new("yes", "Yes", true), new("most", "Most", long.MaxValue), new("least", "Least", long.MinValue)]),
            new ReportTally("tally", "Tally", [new("known", "Known", 1, 2), new("unknown", "Unknown", null, null)]),
            new ReportSection("section", "Section",
            [
                new ReportNotes("notes", null, ["One.", ""]),
                new ReportSection("inner", null, []),
            ]),
            new ReportTable(
                "table", "Table",
                [new("a", "A", ReportCellKind.Text), new("b", "B", ReportCellKind.Number), new("c", "C", ReportCellKind.Path), new("d", "D", ReportCellKind.Hash)],
                [new("x", (1L << 53) + 1, "p", null), new("y", -1L, null, "00")],
                "Nothing."),
        ],
        "table")
    {
        Remarks = [new("z", null, "q", "11")],
    };

    [Fact]
    public void A_report_is_read_back_as_it_was_written() => AssertSame(Example, Read(Write(Example)));

    [Fact]
    public void The_form_is_canonical_JSON()
    {
        byte[] data = Write(Example);
        Assert.Equal(CanonicalJson.Serialize(JsonNode.Parse(data)), data);
    }

    [Fact]
    public void The_example_of_the_page_is_a_report()
    {
        string page = File.ReadAllText(RepositoryFile.PathOf("docs/format/report.md"));
        byte[] example = Encoding.UTF8.GetBytes(page.Split("```json\n")[1].Split("\n```")[0]);
        Assert.Equal(example, Write(Read(example)));
    }

    [Fact]
    public void A_newer_form_is_refused_with_its_version()
    {
        string newer = Encoding.UTF8.GetString(Write(Example)).Replace("\"version\":1}", "\"version\":2}", StringComparison.Ordinal);
        FormatException refusal = Assert.Throws<FormatException>(() => Read(Encoding.UTF8.GetBytes(newer)));
        Assert.Contains("version 2", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sections_beyond_the_largest_depth_are_refused()
    {
        ReportBlock deep = new ReportNotes("notes", null, []);
        for (int depth = 0; depth < ReportData.LargestDepth; depth++)
        {
            deep = new ReportSection("s", null, [deep]);
        }

        byte[] data = Write(new ReportDocument("t", [deep], "x"));
        Assert.Throws<FormatException>(() => Read(data));
    }

    [Fact]
    public void A_row_that_does_not_fit_its_columns_is_refused() =>
        Assert.Throws<FormatException>(() => Read(Write(new ReportDocument(
            "t", [new ReportTable("t", null, [new("a", "A", ReportCellKind.Text)], [new("x", "y")], "")], "t"))));

    [Fact]
    public void A_remark_that_does_not_fit_the_primary_table_is_refused()
    {
        var table = new ReportTable("t", null, [new("a", "A", ReportCellKind.Text)], [], "");
        Assert.Throws<FormatException>(() => Read(Write(new ReportDocument("t", [table], "t") { Remarks = [new("x", "y")] })));
        Assert.Throws<FormatException>(() => Read(Write(new ReportDocument("t", [table], "u") { Remarks = [new ReportRow("x")] })));
    }

    [Fact]
    public void An_unpaired_surrogate_has_no_form() =>
        Assert.Throws<ArgumentException>(() => Write(new ReportDocument("\ud800", [], "t")));

    [Fact]
    public void Every_altered_byte_is_refused_or_gives_another_report()
    {
        byte[] data = Write(Example);
        for (int index = 0; index < data.Length; index++)
        {
            byte[] altered = [.. data];
            altered[index] ^= 1;
            try
            {
                Assert.NotEqual(data, Write(Read(altered)));
            }
            catch (Exception refusal) when (refusal is FormatException or ArgumentException)
            {
                // Refused in words.
            }
        }
    }

    [Fact]
    public void Any_text_survives() =>
        Prop.ForAll<string?>(text =>
        {
            string sound = new([.. (text ?? "").Where(unit => !char.IsSurrogate(unit))]);
            var report = new ReportDocument(sound, [new ReportNotes("n", sound, [sound])], sound);
            AssertSame(report, Read(Write(report)));
        }).QuickCheckThrowOnFailure();

    private static byte[] Write(ReportDocument report)
    {
        using var stream = new MemoryStream();
        ReportData.Write(stream, report, CancellationToken.None);
        return stream.ToArray();
    }

    // Tables hold their rows in lists of any kind, which compare by reference; their data does not.
    private static void AssertSame(ReportDocument expected, ReportDocument actual) => Assert.Equal(Write(expected), Write(actual));

    private static ReportDocument Read(byte[] data) => ReportDataReader.Read(new MemoryStream(data));
}
