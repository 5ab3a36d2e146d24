using AuditGraph.Core.Redaction;
using AuditGraph.Core.Reports;

namespace AuditGraph.Core.Tests.Reports.Findings;

/// <summary>What all forms that are made of findings have in common.</summary>
public sealed class FindingFormatTests
{
    public static TheoryData<string> Formats { get; } = [.. ReportFormats.Names.Where(ReportFormats.IsOfFindings)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_report_of_a_check_has_one_form_whoever_writes_it(string format)
    {
        string written = FindingSample.Write(FindingSample.Everything, format);

        Assert.Equal(written, FindingSample.InStrangeCulture(() => FindingSample.Write(FindingSample.Everything, format)));
        RepositoryFile.AssertIsCurrent(
            $"tests/AuditGraph.Core.Tests/Golden/Reports/findings.{ReportFormats.ExtensionOf(format)}",
            written.Replace($"\"{ToolVersion.Text}\"", "\"0.0.0\"", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void What_is_kept_of_a_report_gives_the_same_form_again(string format)
    {
        ReportDocument kept = ReportRedaction.Apply(FindingSample.Everything, new SecretRedactor(enabled: true), TestContext.Current.CancellationToken);

        Assert.Equal(FindingSample.Write(FindingSample.Everything, format), FindingSample.Write(kept, format));
    }

    [Fact]
    public void The_moment_is_in_no_form_that_does_not_ask_for_one_and_not_in_what_is_kept()
    {
        ReportDocument report = FindingSample.Report([FindingSample.Finding("links.old", AuditSeverity.Warning, "a.md", "It is old.")]);
        ReportDocument later = report with { Origin = report.Origin! with { AsOf = report.Origin.AsOf!.Value.AddDays(1) } };

        Assert.Equal(["oscal"], ReportFormats.Names.Where(format => FindingSample.Write(later, format) != FindingSample.Write(report, format)));
        Assert.Equal(
            PackedReport.Pack(report, TestContext.Current.CancellationToken).Hash,
            PackedReport.Pack(later, TestContext.Current.CancellationToken).Hash);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_report_that_judges_nothing_has_no_such_form(string format) =>
        Assert.Contains("'Changes'", Assert.Throws<FormatException>(
            () => FindingSample.Write(new ReportDocument("Changes", [], ""), format)).Message, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Formats))]
    public void Writing_stops_at_the_next_finding_when_it_is_cancelled(string format) =>
        Assert.Throws<OperationCanceledException>(() => ReportFormats.WriterFor(format).Write(
            FindingSample.Everything, new CancellationToken(canceled: true)));
}
