using System.Text;
using System.Text.Json.Nodes;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Reports.Sarif;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Tests.Reports.Findings;

public sealed class SarifReportTests
{
    [Fact]
    public void Above_what_code_scanning_shows_the_gravest_come_and_the_log_says_how_many_there_are()
    {
        AuditFinding[] findings =
        [
            .. Enumerable.Range(0, SarifReportWriter.MostResults).Select(index => FindingSample.Finding("links.broken", AuditSeverity.Error, $"{index}", "gone") with
            {
                State = index == 0 ? AuditFindingState.Absent : AuditFindingState.New,
            }),
            FindingSample.Finding("links.old", AuditSeverity.Warning, "w", "old"),
        ];

        JsonNode run = Run(FindingSample.Report(findings));

        Assert.Equal(SarifReportWriter.MostResults, run["results"]!.AsArray().Count);
        Assert.Equal("w", (string?)run["results"]![SarifReportWriter.MostResults - 1]!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]);
        Assert.StartsWith("There are 5001 findings", (string?)run["invocations"]![0]!["toolExecutionNotifications"]![0]!["message"]!["text"], StringComparison.Ordinal);
        Assert.Empty(Run(FindingSample.Report(findings[..^1]))["invocations"]![0]!["toolExecutionNotifications"]!.AsArray());
    }

    [Theory]
    [InlineData("a b/%20.md", "a%20b/%2520.md")]
    [InlineData("c:/x", "c%3A/x")]
    [InlineData("é", "%C3%A9")]
    [InlineData("back\\slash", "back%5Cslash")]
    [InlineData("\u202e[]", "%E2%80%AE%5B%5D")]
    [InlineData("\ue000", "%EE%80%80")]
    public void A_path_is_the_URI_of_its_bytes(string name, string uri) =>
        Assert.Equal(uri, PathUri.Of(EscapedText.Escape(Encoding.UTF8.GetBytes(name))));

    [Fact]
    public void Paths_that_name_no_bytes_stay_apart() =>
        Assert.Equal(4, new[] { "\ud800", "\ud801", "\\q", "q" }.Select(PathUri.Of).Distinct(StringComparer.Ordinal).Count());

    [Theory]
    [MemberData(nameof(Seeds.To), 40, MemberType = typeof(Seeds))]
    public void Whatever_the_texts_are_the_log_is_JSON_with_all_of_them(int seed)
    {
        var random = new Random(seed);
        AuditFinding[] findings = [.. Enumerable.Range(0, 20).Select(index =>
            FindingSample.Finding("links.broken", AuditSeverity.Error, $"{FindingSample.Text(random, 20)}{index}", FindingSample.Text(random, 20)) with
            {
                Properties = new([KeyValuePair.Create("k", "v")]),
            })];

        JsonNode run = Run(FindingSample.Report(findings, [new(FindingSample.Text(random, 9), FindingSample.Text(random, 9), AuditVerdict.Warn)], FindingSample.Text(random, 9)));

        Assert.Equal(findings.Length, run["results"]!.AsArray()
            .Select(result => (string?)result!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]).Distinct().Count());
        Assert.DoesNotContain('\ufffd', run["results"]!.ToJsonString());
    }

    [Fact]
    public void The_longest_names_are_written_whole()
    {
        string path = string.Join('/', Enumerable.Repeat(new string('n', 255), 16));

        Assert.Equal(path, (string?)Run(FindingSample.Report([FindingSample.Finding("links.broken", AuditSeverity.Error, path, path)]))
            ["results"]![0]!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]);
    }

    private static JsonNode Run(ReportDocument report) => JsonNode.Parse(FindingSample.Write(report, "sarif"))!["runs"]![0]!;
}
