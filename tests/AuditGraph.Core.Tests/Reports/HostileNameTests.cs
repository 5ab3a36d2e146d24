using System.Text;
using AuditGraph.Core.Redaction;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Tests.Reports;

/// <summary>Names that are made to act on what shows them, or to look like others.</summary>
public sealed class HostileNameTests
{
    [Fact]
    public void Names_that_differ_in_a_secret_alone_stay_distinct()
    {
        var redactor = new SecretRedactor(enabled: true);

        Assert.Equal("secret=[redacted:credential]", redactor.Redact("secret=a/p"));
        Assert.Equal("secret=[redacted:credential#2]", redactor.Redact("secret=b/p"));
        Assert.Equal("x secret=[redacted:credential]", redactor.Redact("x secret=a/p"));
        Assert.Equal("secret=[redacted:credential]", redactor.ForDocument().Redact("secret=b/p"));
    }

    [Theory]
    [InlineData("caf\u00e9", "cafe\u0301")]
    [InlineData("\u00c5", "\u212b")]
    [InlineData("\u304c", "\u304b\u3099")]
    [InlineData("\uac00", "\u1100\u1161")]
    [InlineData("a", "a\u200b")]
    [InlineData("ab", "a\u202eb")]
    [InlineData("a", "a\ufe0f")]
    [InlineData("\u8c48", "\uf900")]
    public void Names_of_the_same_looks_are_told_apart_and_can_be_had_back(string one, string other)
    {
        byte[] oneBytes = Encoding.UTF8.GetBytes(one);
        byte[] otherBytes = Encoding.UTF8.GetBytes(other);

        Assert.Equal(one, EscapedText.Escape(oneBytes));
        Assert.Contains("\\u{", EscapedText.Escape(otherBytes), StringComparison.Ordinal);
        Assert.Equal(otherBytes, EscapedText.Unescape(EscapedText.Escape(otherBytes)));
    }

    [Theory]
    [InlineData("=1", "./=1")]
    [InlineData("+1", "./+1")]
    [InlineData("-1", "./-1")]
    [InlineData("@SUM(1)", "./@SUM(1)")]
    [InlineData("\uff1d1", "./\uff1d1")]
    [InlineData("\uff0b1", "./\uff0b1")]
    [InlineData("\uff0d1", "./\uff0d1")]
    [InlineData("\uff201", "./\uff201")]
    [InlineData(" =1", "./ =1")]
    [InlineData("\"=1\"", "\"./\"\"=1\"\"\"")]
    [InlineData("a;=1", "a\\x3b=1")]
    [InlineData("a;b", "a\\x3bb")]
    [InlineData("a=1", "a=1")]
    public void A_path_is_no_formula_in_any_spreadsheet(string path, string cell)
    {
        string[] lines = Csv(path).Split("\r\n");

        Assert.StartsWith(cell + ",", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain(lines[1].Split(',', ';'), part => part.TrimStart(' ', '"').IndexOfAny(['=', '+', '-', '@', '＝', '＋', '－', '＠']) == 0);
    }

    private static string Csv(string path)
    {
        var column = new ReportColumn("path", "Path", ReportCellKind.Path);
        var note = new ReportColumn("note", "Note", ReportCellKind.Text);
        var table = new ReportTable("changes", null, [column, note], [new ReportRow(path, path)], "");
        return Encoding.UTF8.GetString(
            ReportFormats.WriterFor("csv").Write(ReportRedaction.Apply(new ReportDocument("", [table], "changes"), new SecretRedactor(enabled: true), CancellationToken.None)).Content.ToArray());
    }
}
