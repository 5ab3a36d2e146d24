using System.Text.Json.Nodes;
using AuditGraph.Core.Reports;

namespace AuditGraph.Core.Tests.Reports.Findings;

/// <summary>
/// Programs that know nothing of this one read the forms for other programs; skipped where they are not at hand.
/// </summary>
public sealed class OtherReadersTests : IDisposable
{
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
        foreach (ReportDocument report in new[] { FindingSample.Everything, Hostile() })
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
        folder.Write("hostile.xml", FindingSample.Write(Hostile(), "junit"));

        (int code, string output) = Tool.Run(
            folder.Root, "xmllint", "--noout", "--schema", RepositoryFile.PathOf("tests/schema/junit.xsd"), "findings.xml", "hostile.xml");

        Assert.True(code == 0, output);
    }

    private static ReportDocument Hostile()
    {
        var random = new Random(1);
        return FindingSample.Report(
            [.. Enumerable.Range(0, 100).Select(index => FindingSample.Finding(
                "links.broken", AuditSeverity.Error, $"{FindingSample.Text(random, 20)}{index}", FindingSample.Text(random, 20) + ".") with { Line = index == 0 ? null : index })],
            [new(FindingSample.Text(random, 9), FindingSample.Text(random, 9) + ".", AuditVerdict.Warn)]);
    }
}
