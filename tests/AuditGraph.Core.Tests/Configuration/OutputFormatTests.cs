using AuditGraph.Core.Reports;

namespace AuditGraph.Core.Tests.Configuration;

/// <summary>A job's format, and the extension of its files.</summary>
public sealed class OutputFormatTests
{
    private static readonly ActionDescriptor Check = new()
    {
        Type = "check.any",
        Summary = "Any.",
        ReportVersion = 1,
        IsCheck = true,
        Formats = ReportFormats.Names,
        Parameters = [],
    };

    [Theory]
    [InlineData("format: junit", "junit", "exports/reports/j.xml")]
    [InlineData("format: sarif", "sarif", "exports/reports/j.sarif")]
    [InlineData("path: exports/x.xml", "junit", "exports/x.xml")]
    [InlineData("path: exports/x.SARIF", "sarif", "exports/x.SARIF")]
    [InlineData("path: exports/x.txt, format: junit", "junit", "exports/x.txt")]
    public void Of_format_and_extension_one_tells_the_other(string output, string format, string path)
    {
        AuditJob job = Assert.Single(ConfigText.Parse(Job("check.any", output), actions: [Check]).RequireValid().Jobs);

        Assert.Equal((format, path), (job.OutputFormat, job.RelativeOutputPath));
    }

    [Fact]
    public void The_extension_of_another_format_is_doubted() =>
        Assert.Equal(
            "the job output path ends with '.xml', but the format is 'sarif'",
            ConfigText.Only(Job("check.any", "path: exports/x.xml, format: sarif"), actions: [Check]).Message);

    [Fact]
    public void A_format_s_name_is_no_extension() =>
        Assert.EndsWith(
            "tells no format; expected one of .md, .json, .csv, .html, .sarif, .xml, or 'format' beside it",
            ConfigText.Only(Job("check.any", "path: exports/x.junit"), actions: [Check]).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("format: sarif", 67, "'sarif' is a format of findings, which checks alone make; expected one of md, json, csv, html")]
    [InlineData("path: exports/x.xml", 65, "the extension of the job output path 'exports/x.xml' tells 'junit', which is a format of findings, which checks alone make; expected one of .md, .json, .csv, .html, or 'format' beside it")]
    public void A_format_of_findings_is_refused_for_an_action_that_makes_none(string output, int column, string message)
    {
        JobConfigDiagnostic found = ConfigText.Only(Job("report.changed_since", output));

        Assert.Equal(("AG1051", 1, message), (found.Code, found.Line, found.Message));
        Assert.Equal(column, found.Column);
    }

    private static string Job(string type, string output) => $"jobs: {{j: {{action: {{type: {type}}}, output: {{{output}}}}}}}\n";
}
