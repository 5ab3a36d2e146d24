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
    [InlineData("format: oscal", "oscal", "exports/reports/j.oscal.json")]
    [InlineData("path: exports/x.Oscal.JSON", "oscal", "exports/x.Oscal.JSON")]
    [InlineData("path: exports/oscal.json", "json", "exports/oscal.json")]
    [InlineData("path: exports/x.oscal.json/y.md", "md", "exports/x.oscal.json/y.md")]
    public void Of_format_and_extension_one_tells_the_other(string output, string format, string path)
    {
        AuditJob job = Assert.Single(ConfigText.Parse(Job("check.any", output, "controls: [A.8.9], "), actions: [Check]).RequireValid().Jobs);

        Assert.Equal((format, path), (job.OutputFormat, job.RelativeOutputPath));
    }

    [Fact]
    public void A_list_is_an_output_for_each_of_its_items()
    {
        AuditJob job = Assert.Single(ConfigText.Parse(
            "jobs: {j: {action: {type: check.any}, output: [{format: sarif}, {path: exports/x.csv}, {}, {path: exports/y, format: junit}]}}", actions: [Check])
            .RequireValid().Jobs);

        Assert.Equal(
            [new("exports/reports/j.sarif", "sarif"), new("exports/x.csv", "csv"), new("exports/reports/j.md", "md"), new AuditJobOutput("exports/y", "junit")],
            job.Outputs);
        Assert.Equal(("exports/reports/j.sarif", "sarif"), (job.RelativeOutputPath, job.OutputFormat));
    }

    [Fact]
    public void The_extension_of_another_format_is_doubted() =>
        Assert.Equal(
            "the job output path ends with '.xml', but the format is 'sarif'",
            ConfigText.Only(Job("check.any", "path: exports/x.xml, format: sarif"), actions: [Check]).Message);

    [Fact]
    public void A_format_s_name_is_no_extension() =>
        Assert.EndsWith(
            "tells no format; expected one of .md, .json, .csv, .html, .sarif, .xml, .oscal.json, or 'format' beside it",
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

    [Fact]
    public void A_report_without_findings_is_JSON_whatever_the_name_says_before_that() =>
        Assert.Equal("json", Assert.Single(ConfigText.Parse(Job("report.changed_since", "path: exports/x.oscal.json")).RequireValid().Jobs).OutputFormat);

    [Theory]
    [InlineData("", "format: oscal", 56)]
    [InlineData("controls: , ", "format: oscal", 68)]
    [InlineData("controls: [], ", "format: oscal", 70)]
    [InlineData("", "path: exports/x.oscal.json", 54)]
    [InlineData("", "path: exports/x.md, format: oscal", 76)]
    public void A_format_of_controls_is_refused_for_a_job_that_names_none(string controls, string output, int column)
    {
        JobConfigDiagnostic found = ConfigText.Parse(Job("check.any", output, controls), actions: [Check]).Diagnostics.First(one => one.Code == "AG1087");

        Assert.Equal((1, column), (found.Line, found.Column));
        Assert.Equal(
            "the format 'oscal' says how controls are met, and the job names none; "
            + "expected 'controls' beside 'output', such as [ISO27001/A.8.9], or another format",
            found.Message);
    }

    [Fact]
    public void The_default_format_is_held_against_each_job_s_controls()
    {
        JobConfigDiagnostic found = ConfigText.Only(
            "defaults: {output: {format: oscal}}\njobs: {j: {action: {type: check.any}}, k: {action: {type: check.any}, controls: A.8.9}}\n",
            actions: [Check]);

        Assert.Equal(("AG1087", 2, 8), (found.Code, found.Line, found.Column));
    }

    [Fact]
    public void A_control_that_is_none_is_one_mistake() =>
        Assert.Equal("AG1086", ConfigText.Only(Job("check.any", "format: oscal", "controls: ['A 8'], "), actions: [Check]).Code);

    [Theory]
    [InlineData("exports/a.md", "md")]
    [InlineData("exports/a.Md", "md")]
    [InlineData("exports/a.JSON", "json")]
    [InlineData("exports/a.b.csv", "csv")]
    [InlineData("/x/a.oscal.json", "oscal")]
    [InlineData("aoscal.json", "json")]
    [InlineData("exports/x.y/a", null)]
    [InlineData("exports/.md", null)]
    [InlineData(".md", null)]
    [InlineData("a.", null)]
    [InlineData("amd", null)]
    [InlineData("md", null)]
    [InlineData("exports", null)]
    public void The_longest_extension_that_a_name_ends_with_tells_the_format(string path, string? format) =>
        Assert.Equal(format, ReportFormats.OfPath(path, ReportFormats.Names));

    private static string Job(string type, string output, string more = "") => $"jobs: {{j: {{action: {{type: {type}}}, {more}output: {{{output}}}}}}}\n";
}
