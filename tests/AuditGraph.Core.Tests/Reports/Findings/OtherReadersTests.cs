using System.Text.Json.Nodes;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Redaction;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Reports.JUnit;

namespace AuditGraph.Core.Tests.Reports.Findings;

/// <summary>
/// Programs that know nothing of this one read the forms for other programs; skipped where they are not at hand.
/// </summary>
public sealed class OtherReadersTests : IDisposable
{
    private static readonly NodePackages JUnitReader = new("junit-reader");

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // It says nothing of a log that it cannot read, but of each that it could that findings of whole files have no
    // lines.
    [Theory]
    [InlineData("Sarif", "SARIF2017")]
    [InlineData("Ghas")]
    public void The_SARIF_multitool_finds_nothing_wrong_with_a_log(string rules, params string[] expected)
    {
        Tool.Require("sarif-multitool-linux");
        foreach (ReportDocument report in new[] { FindingSample.Everything, FindingSample.OfAnyText })
        {
            folder.Write("findings.sarif", FindingSample.Write(report, "sarif"));

            (_, string output) = Tool.Run(
                folder.Root, "sarif-multitool-linux", "validate", "findings.sarif", "--rule-kind", rules, "--output", "judged.sarif", "--log", "ForceOverwrite");

            Assert.True(File.Exists(folder["judged.sarif"]), output);
            JsonArray found = JsonNode.Parse(File.ReadAllText(folder["judged.sarif"]))!["runs"]![0]!["results"]?.AsArray() ?? [];
            Assert.Equal(expected, found.Where(result => (string?)result!["level"] is not "note").Select(result => (string?)result!["ruleId"]).Distinct());
        }
    }

    [Fact]
    public void Xmllint_finds_JUnit_as_Jenkins_reads_it()
    {
        Tool.Require("xmllint");
        folder.Write("findings.xml", FindingSample.Write(FindingSample.Everything, "junit"));
        folder.Write("hostile.xml", FindingSample.Write(FindingSample.OfAnyText, "junit"));

        (int code, string output) = Tool.Run(
            folder.Root, "xmllint", "--noout", "--schema", RepositoryFile.PathOf("tests/schema/junit.xsd"), "findings.xml", "hostile.xml");

        Assert.True(code == 0, output);
    }

    [Fact]
    public void Junit2json_reads_what_was_found()
    {
        JUnitReader.Require();
        folder.Write("findings.xml", File.ReadAllText(RepositoryFile.PathOf("tests/AuditGraph.Core.Tests/Golden/Reports/findings.xml")));
        folder.Write("hostile.xml", FindingSample.Write(FindingSample.OfAnyText, "junit"));

        string[] read = JUnitReader.Run("read.mjs", folder["findings.xml"], folder["hostile.xml"]);

        Assert.Equal([.. Told(FindingSample.Everything), .. Told(FindingSample.OfAnyText)], read.SelectMany(Read));
    }

    /// <summary>A line for the suite and one for each case, as they are meant.</summary>
    private static IEnumerable<string> Told(ReportDocument report)
    {
        FindingReport found = FindingReport.Read(ReportRedaction.Apply(report, new SecretRedactor(enabled: true), TestContext.Current.CancellationToken));
        IReadOnlyList<JUnitCase> cases = JUnitCase.Of(found);
        int Count(JUnitOutcome outcome) => cases.Count(one => one.Outcome == outcome);
        return
        [
            $"{found.Job}, {cases.Count} {Count(JUnitOutcome.Failure)} {Count(JUnitOutcome.Error)} {Count(JUnitOutcome.Skipped)}, "
                + string.Join(' ', found.Controls.Select(control => $"control={control}")),
            .. cases.Select(one => string.Join('|', [
                one.ClassName,
                Shown(one.Name),
                .. one.Outcome == JUnitOutcome.Passed ? [] : (string?[])[$"{one.Outcome}".ToLowerInvariant(), one.Type, Shown(one.Message), Shown([.. one.Lines])],
                .. one.Remarks.Count == 0 ? [] : (string[])["system-out", Shown([.. one.Remarks])]])),
        ];
    }

    private static string Shown(params string[] lines) => string.Join('\n', lines.Select(DisplayText.Escape));

    /// <summary>The same lines of what was read.</summary>
    private static IEnumerable<string> Read(string json)
    {
        JsonNode suite = Assert.Single(JsonNode.Parse(json)!["testsuite"]!.AsArray())!;
        return
        [
            $"{suite["name"]}, {suite["tests"]} {suite["failures"]} {suite["errors"]} {suite["skipped"]}, "
                + string.Join(' ', suite["properties"]!.AsArray().Select(property => $"{property!["name"]}={property["value"]}")),
            .. suite["testcase"]!.AsArray().Select(one => string.Join('|', [
                .. new[] { "classname", "name" }.Select(name => (string?)one![name]),
                .. new[] { "skipped", "failure", "error" }.Where(name => one![name] is not null).SelectMany(name => (string?[])[
                    name, .. new[] { "type", "message", "inner" }.Select(part => (string?)Assert.Single(one![name]!.AsArray())![part])]),
                .. one!["system-out"] is null ? [] : (string?[])["system-out", (string?)Assert.Single(one["system-out"]!.AsArray())]])),
        ];
    }
}
