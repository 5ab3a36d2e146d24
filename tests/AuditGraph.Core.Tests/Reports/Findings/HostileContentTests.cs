using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Redaction;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Reports.Sarif;

namespace AuditGraph.Core.Tests.Reports.Findings;

/// <summary>Whatever a check finds, and however much, each form of its report stays what it is and says all of it.</summary>
public sealed class HostileContentTests(HostileContentTests.ManyFindings many) : IClassFixture<HostileContentTests.ManyFindings>
{
    private static readonly string[] Contents =
    [
        "\0", "\u0001", "\a\b", "\t", "\n", "\r", "\r\n", "\n\n# a", "\u001b[2J", "\u007f", "\u0085", "\u00ad", "\u200b", "\u2028", "\u202e", "\ufeff",
        "\ud800", "\udbff", "\udc00", "\udc00\ud800", "\ufffd", "\ufffe", "\uffff", "\ue000", "\U0010ffff",
        "</script>", "</SCRIPT ><script>alert(1)</script>", "<!--", "<![CDATA[", "]]>", "&", "&lt;", "&#0;", "<b>", "\"", "'", "\" onload=\"x",
        "|", "||", "`", "``", "`|`", "\\|", "\\", "a|b`c", "](x)", "![](x)", "{0}", "%00", "\",\"", "\"\r\n\"", "=1+1", ";=1", "a", "A",
    ];

    public static TheoryData<string> Formats { get; } = [.. ReportFormats.Names];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Names_that_are_made_to_act_on_their_reader_stay_apart_and_do_nothing(string format)
    {
        ReportDocument report = FindingSample.Report(
            [.. Contents.Select(content => FindingSample.Finding("links.broken", AuditSeverity.Error, content, content) with
            {
                Waiver = new() { Rule = "links.broken", Path = content, Reason = content, Owner = content, Expires = new DateOnly(2030, 5, 1), Ticket = content },
                Properties = new([KeyValuePair.Create("is", content.Any(char.IsSurrogate) ? "" : content)]),
                State = AuditFindingState.Absent,
            }),
            .. Contents.Select(content => FindingSample.Finding("links.broken", AuditSeverity.Error, content, content))],
            [.. Contents.Select(content => new CheckGap(content, content, AuditVerdict.Warn))],
            title: string.Concat(Contents),
            controls: Contents);

        byte[] written = Write(report, format);
        IReadOnlyList<string> paths = PathsInForm.Read(format, written);

        Assert.Equal(written, Write(report, format));
        Assert.Equal(Contents.Length, paths.Distinct(StringComparer.Ordinal).Count());
        Assert.All(paths, path => Assert.True(format == "json" || path == DisplayText.Escape(path), DisplayText.Escape(path)));
    }

    // 255 bytes are the longest name of Linux's file systems, 4,096 its longest path.
    [Theory]
    [MemberData(nameof(Formats))]
    public void The_longest_path_is_there_whole(string format)
    {
        string path = string.Join('/', Enumerable.Range(0, 16).Select(level => new string((char)('a' + level), 255)));

        Assert.Contains(path, string.Concat(PathsInForm.Read(format, Write(
            FindingSample.Report([FindingSample.Finding("links.broken", AuditSeverity.Error, path, path)]), format))), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_hundred_thousand_findings_are_all_there_or_the_form_says_that_they_are_not(string format)
    {
        byte[] written = Write(many.Report, format);

        (int listed, string told) = format switch
        {
            "html" => (1_000, "The first 1000 of 100000 rows. The Markdown, JSON and CSV forms of this report have all of them;"),
            "sarif" => (SarifReportWriter.MostResults, "There are 100000 findings, and these are the gravest 5000 of them;"),
            _ => (ManyFindings.Count, ""),
        };
        Assert.Equal(listed, PathsInForm.Read(format, written).Distinct(StringComparer.Ordinal).Count());
        Assert.True(written.AsSpan().IndexOf(Encoding.UTF8.GetBytes(told)) >= 0);
    }

    private static byte[] Write(ReportDocument report, string format) =>
        ReportFormats.WriterFor(format).Write(ReportRedaction.Apply(report, new SecretRedactor(enabled: true), TestContext.Current.CancellationToken)).Content.ToArray();

    /// <summary>A report of more findings than anybody reads.</summary>
    public sealed class ManyFindings
    {
        internal const int Count = 100_000;

        internal ReportDocument Report { get; } = FindingSample.Report(
            [.. Enumerable.Range(0, Count).Select(index => FindingSample.Finding("links.broken", AuditSeverity.Error, $"docs/{index}.md", "gone"))]);
    }
}
