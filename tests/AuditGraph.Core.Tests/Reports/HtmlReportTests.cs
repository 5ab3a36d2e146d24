using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using AuditGraph.Core.Redaction;
using AuditGraph.Core.Reports;

namespace AuditGraph.Core.Tests.Reports;

/// <summary>The page for people: nothing from outside acts in it, and it stays readable however much there is.</summary>
public sealed partial class HtmlReportTests
{
    [Fact]
    public void No_text_acts_as_markup_wherever_it_stands()
    {
        const string hostile = "</title></style></script><script>alert(1)</script><img src=x onerror=alert(1)>\" onload='alert(2)' `&lt;";
        var report = new ReportDocument(
            hostile,
            [
                new ReportFacts("facts", hostile, [new("one", hostile, hostile)]),
                new ReportTally("tally", hostile, [new("one", hostile, 1, 1)]),
                new ReportTable(
                    "rows", hostile,
                    [new("word", hostile, ReportCellKind.Text), new("path", "Path", ReportCellKind.Path), new("hash", "Hash", ReportCellKind.Hash)],
                    [new ReportRow(hostile, hostile, hostile)], hostile),
                new ReportTable("none", hostile, [new("word", hostile, ReportCellKind.Text)], [], hostile),
                new ReportNotes("notes", hostile, [hostile]),
            ],
            "rows");

        string page = Write(report);

        // The page's own: its script, its style and what they are made of.
        Assert.Single(Regex.Matches(page, "<script"));
        Assert.Single(Regex.Matches(page, "</script"));
        Assert.Single(Regex.Matches(page, "</title"));
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.All(Tag().Matches(page[..page.IndexOf("<script>", StringComparison.Ordinal)]).Select(tag => tag.Value), tag =>
            Assert.DoesNotContain("onload", tag, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_policy_allows_the_page_s_own_style_and_script_and_nothing_else()
    {
        string page = Write(new ReportDocument("Title", [], ""));

        string style = Between(page, "<style>", "</style>");
        string script = Between(page, "<script>", "</script>");
        Assert.Equal(
            $"default-src 'none'; style-src '{Hash(style)}'; script-src '{Hash(script)}'; base-uri 'none'; form-action 'none'",
            Between(page, "<meta http-equiv=\"Content-Security-Policy\" content=\"", "\">"));
        Assert.DoesNotContain("http:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", style, StringComparison.Ordinal);
        Assert.DoesNotContain("style=\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_thousand_rows_are_shown_in_less_than_five_megabytes_and_of_more_the_first_thousand()
    {
        string full = Write(Rows(10_000));
        string cut = Write(Rows(10_001));

        Assert.Equal(10_000, RowsOf(full));
        Assert.InRange(Encoding.UTF8.GetByteCount(full), 1, 5_000_000);
        Assert.DoesNotContain("<caption>", full, StringComparison.Ordinal);
        Assert.Equal(1_000, RowsOf(cut));
        Assert.Contains("<caption>The first 1000 of 10001 rows. ", cut, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_every_script_stay_readable_and_keep_their_direction_to_themselves() =>
        Assert.Contains("<bdi><code>日本/שלום/é.md</code></bdi>", Write(Table(new ReportRow("added", "日本/שלום/é.md", null))), StringComparison.Ordinal);

    [Fact]
    public void Every_table_and_list_has_the_heading_that_names_it()
    {
        string page = Write(Rows(1));

        Assert.Contains("<h2 id=\"rows\">Rows</h2>", page, StringComparison.Ordinal);
        Assert.Contains("role=\"group\" aria-labelledby=\"rows\"", page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"col\" class=\"path\">Path</th>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_counted_comes_first_without_what_there_is_none_of()
    {
        string page = Write(new ReportDocument(
            "Title",
            [new ReportFacts("facts", "Facts", [new("one", "One", 1L)]), new ReportTally("tally", "Tally", [new("a", "Added", 3, 1), new("b", "Removed", 0, 0), new("c", "Renamed", null, null)])],
            ""));

        Assert.Contains("<h1>Title</h1>\n<p class=\"lead\">Added <b>3</b></p>\n<section", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_colour_is_chosen_by_words_alone()
    {
        string page = Write(Table(new ReportRow("removed", "a", null), new ReportRow("not a \"word\"", "b", null)));

        Assert.Contains("<td data-word=\"removed\">removed</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td>not a &quot;word&quot;</td>", page, StringComparison.Ordinal);
    }

    private static ReportDocument Rows(int count) => Table([.. Enumerable.Range(0, count)
        .Select(index => new ReportRow("modified", $"some/folder/of/the/workspace/file-{index:00000}.txt", new string('a', 64)))]);

    private static ReportDocument Table(params ReportRow[] rows) => new(
        "Title",
        [
            new ReportTable(
                "rows", "Rows",
                [new("kind", "Kind", ReportCellKind.Text), new("path", "Path", ReportCellKind.Path), new("sha256", "SHA-256", ReportCellKind.Hash)],
                rows, "There are none."),
        ],
        "rows");

    private static int RowsOf(string page) => Regex.Count(page, "<tr><td");

    private static string Write(ReportDocument report) =>
        Encoding.UTF8.GetString(ReportFormats.WriterFor("html").Write(ReportRedaction.Apply(report, new SecretRedactor(enabled: true), CancellationToken.None)).Content.ToArray());

    private static string Between(string text, string start, string end)
    {
        int from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private static string Hash(string source) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(source)))}";

    [GeneratedRegex("<[a-zA-Z][^>]*>")]
    private static partial Regex Tag();
}
