using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Reports.Oscal;
using AuditGraph.Core.Tests.Configuration;

namespace AuditGraph.Core.Tests.Reports.Findings;

public sealed partial class OscalReportTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(AuditVerdict.Pass, false, "satisfied", "pass")]
    [InlineData(AuditVerdict.Warn, false, "not-satisfied", "other")]
    [InlineData(AuditVerdict.Fail, false, "not-satisfied", "fail")]
    [InlineData(AuditVerdict.None, false, "not-satisfied", "other")]
    [InlineData(AuditVerdict.Pass, true, "not-satisfied", "other")]
    [InlineData(AuditVerdict.Fail, true, "not-satisfied", "fail")]
    public void A_control_is_satisfied_by_a_check_that_passes_and_could_look_at_everything(
        AuditVerdict verdict, bool hasGap, string state, string reason)
    {
        CheckGap[] gaps = hasGap ? [new("a.md", "It may not be read.", AuditVerdict.Pass)] : [];

        JsonNode target = Result(FindingSample.Report([], gaps, verdict: verdict))["findings"]![0]!["target"]!;

        Assert.Equal("ISO27001_x002F_A.8.9", (string?)target["target-id"]);
        Assert.Equal((state, reason), ((string?)target["status"]!["state"], (string?)target["status"]!["reason"]));
        Assert.Equal(hasGap, target["status"]!["remarks"] is not null);
    }

    [Fact]
    public void Each_control_is_reviewed_and_found_with_all_that_is_so_now()
    {
        JsonNode result = Result(FindingSample.Everything);
        string?[] controls =
        [
            .. result["reviewed-controls"]!["control-selections"]!.AsArray().Select(selection => (string?)selection!["props"]![0]!["value"]),
        ];
        string?[] current =
        [
            .. result["observations"]!.AsArray().Where(one => (string?)one!["types"]![0] != "historic").Select(one => (string?)one!["uuid"]),
        ];

        Assert.Equal(["ISO27001/A.8.9", "SOC2/CC6.1"], controls);
        Assert.Equal(11, current.Length);
        foreach (JsonNode? finding in result["findings"]!.AsArray())
        {
            Assert.Equal(current, finding!["related-observations"]!.AsArray().Select(related => (string?)related!["observation-uuid"]));
        }
    }

    [Fact]
    public void What_is_set_aside_says_by_whom_until_when_and_why()
    {
        JsonNode waived = Result(FindingSample.Everything)["observations"]!.AsArray().First(one => one!["remarks"] is not null)!;

        Assert.Equal("Set aside by ada until 2030-05-01: z comes in May", (string?)waived["remarks"]);
        Assert.Equal(
            ["waiver-owner=ada", "waiver-reason=z comes in May", "waiver-expires=2030-05-01", "waiver-ticket=T-1"],
            waived["props"]!.AsArray().Select(property => $"{property!["name"]}={property["value"]}")
                .Where(text => text.StartsWith("waiver", StringComparison.Ordinal)));
    }

    [Fact]
    public void UUIDs_follow_from_what_was_found_and_when()
    {
        string written = FindingSample.Write(FindingSample.Everything, "oscal");
        string[] ids = DeclaredIn(written);

        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(ids, id => Assert.Equal(5, new Guid(id).Version));
        Assert.Equal(ids, DeclaredIn(FindingSample.Write(FindingSample.Everything, "oscal")));
        Assert.Equal([OscalIds.Tool], DeclaredIn(FindingSample.Write(
            FindingSample.Everything with { Origin = FindingSample.Origin with { AsOf = FindingSample.Origin.AsOf!.Value.AddMilliseconds(1) } }, "oscal")).Intersect(ids));
        Assert.Equal([OscalIds.Tool], DeclaredIn(FindingSample.Write(
            FindingSample.Report([FindingSample.Finding("links.broken", AuditSeverity.Error, "a", "a")]), "oscal")).Intersect(ids));
    }

    [Fact]
    public void Every_reference_leads_to_something_in_the_document()
    {
        string written = FindingSample.Write(FindingSample.Everything, "oscal");
        string[] declared = DeclaredIn(written);
        string[] references = [.. Reference().Matches(written).Select(match => match.Groups[1].Value)];

        Assert.True(references.Length > 20);
        Assert.All(references, reference => Assert.Contains(reference, declared));
    }

    [Fact]
    public void Two_findings_alike_are_two_observations()
    {
        AuditFinding finding = FindingSample.Finding("links.broken", AuditSeverity.Error, "a", "a");

        JsonArray observations = Result(FindingSample.Report([finding, finding]))["observations"]!.AsArray();

        Assert.Equal(2, observations.Select(one => (string?)one!["uuid"]).Distinct().Count());
    }

    [Fact]
    public void No_text_from_outside_acts_as_Markdown_or_inserts_a_parameter()
    {
        AuditFinding finding = FindingSample.Finding(
            "links.broken", AuditSeverity.Error, "a", "{{ insert: param, x }} *a* [b](c) <d> `e` &amp;");

        string? description = (string?)Result(FindingSample.Report([finding]))["observations"]![0]!["description"];

        Assert.Equal(
            @"Found, of the severity error: \{\{ insert: param, x \}\} \*a\* \[b\](c) \<d\> \`e\` \&amp;", description);
    }

    [Fact]
    public void Without_controls_or_a_moment_there_is_no_such_form()
    {
        Assert.Contains("names no controls", Refusal(FindingSample.Report([], controls: [])), StringComparison.Ordinal);
        Assert.Contains("at which moment", Refusal(FindingSample.Everything with { Origin = null }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "\"\"")]
    [InlineData(" ", "\\u0020")]
    [InlineData("\u00a0a b\u3000", "\\u00a0a b\\u3000")]
    [InlineData("a\nb", "a\\nb")]
    [InlineData("plain", "plain")]
    public void A_string_neither_is_empty_nor_has_spaces_at_its_ends(string text, string shown) => Assert.Equal(shown, OscalText.StringOf(text));

    [Theory]
    [InlineData("ac-2.1", "ac-2.1")]
    [InlineData("AC-2(1)", "AC-2_x0028_1_x0029_")]
    [InlineData("8.9", "_x0038_.9")]
    [InlineData("-a", "_x002D_a")]
    [InlineData("_a_x0041_", "_a_x005F_x0041_")]
    [InlineData("é", "_x00E9_")]
    public void A_name_that_is_no_token_is_written_as_one(string name, string token) => Assert.Equal(token, OscalText.TokenOf(name));

    [Theory]
    [MemberData(nameof(Seeds.To), 40, MemberType = typeof(Seeds))]
    public void A_token_gives_its_name_back(int seed)
    {
        var random = new Random(seed);
        const string Likely = "_xX0041FGé-.\ud800";
        string name = string.Concat(Enumerable.Range(0, 40).Select(_ =>
            random.Next(8) > 0 ? Likely[random.Next(Likely.Length)].ToString() : FindingSample.Text(random, 1)));

        string token = OscalText.TokenOf(name);

        Assert.Matches("^[A-Za-z_][A-Za-z0-9._-]*$", token);
        Assert.Equal(name, XmlConvert.DecodeName(token));
    }

    [Theory]
    [MemberData(nameof(Seeds.To), 40, MemberType = typeof(Seeds))]
    public void Whatever_the_texts_are_it_is_JSON_with_an_observation_for_each(int seed)
    {
        JsonNode result = Result(Hostile(new Random(seed)));

        IEnumerable<string?> files = result["observations"]!.AsArray()
            .Select(one => (string?)one!["relevant-evidence"]?[0]!["href"]).Where(href => href is not null);
        Assert.Equal(21, files.Distinct().Count());
        Assert.DoesNotContain('\ufffd', result["observations"]!.ToJsonString());
    }

    [Fact]
    public void Ajv_finds_it_as_the_model_of_OSCAL_has_it() =>
        AssertValid(RepositoryFile.PathOf("tests/schema/oscal.schema.json"));

    // The schemas are in no registry: whoever has them names the folder.
    [Fact]
    public void Ajv_finds_it_as_NIST_s_schemas_have_it()
    {
        string? schemas = Environment.GetEnvironmentVariable("AUDITGRAPH_OSCAL_SCHEMAS");
        Assert.SkipWhen(schemas is null, "AUDITGRAPH_OSCAL_SCHEMAS names no folder of NIST's schemas of assessment results");
        string[] files = Directory.GetFiles(schemas!, "*.json");

        Assert.NotEmpty(files);
        Assert.All(files, AssertValid);
    }

    private void AssertValid(string schema)
    {
        var random = new Random(1);
        ReportDocument[] reports = [FindingSample.Everything, FindingSample.Report([]), .. Enumerable.Range(0, 20).Select(_ => Hostile(random))];
        string[] files = [.. reports.Select((report, index) =>
        {
            folder.Write($"{index}.json", FindingSample.Write(report, "oscal"));
            return folder[$"{index}.json"];
        })];
        folder.Write("wrong.json", File.ReadAllText(files[0]).Replace("\"control-id\": \"", "\"control-id\": \" ", StringComparison.Ordinal));

        Dictionary<string, (bool IsValid, string Errors)> verdicts = SchemaJudge.Judge(File.ReadAllBytes(schema), [.. files, folder["wrong.json"]]);

        Assert.All(files, file => Assert.True(verdicts[file].IsValid, verdicts[file].Errors));
        Assert.False(verdicts[folder["wrong.json"]].IsValid);
    }

    private static ReportDocument Hostile(Random random) => FindingSample.Report(
        [
            .. Enumerable.Range(0, 20).Select(index =>
                FindingSample.Finding("", AuditSeverity.Error, $"{FindingSample.Text(random, 20)}{index}", FindingSample.Text(random, index)) with
                {
                    RuleId = FindingSample.Text(random, index),
                    Properties = new([KeyValuePair.Create("", " \n"), KeyValuePair.Create("1 é", ""), KeyValuePair.Create("k", "\ufffe")]),
                    Waiver = index % 4 != 0 ? null : new AuditWaiver
                    {
                        Rule = "x",
                        Reason = FindingSample.Text(random, index),
                        Owner = $" {FindingSample.Text(random, index)}\n",
                        Ticket = "",
                        Expires = new DateOnly(2030, 1, 1),
                    },
                }),
        ],
        [new($"{FindingSample.Text(random, 9)}gap", FindingSample.Text(random, 9), AuditVerdict.Warn), new(null, "", AuditVerdict.Warn)],
        FindingSample.Text(random, random.Next(9)),
        [FindingSample.Text(random, 9), " A.8.9\n", "-", "9"]);

    private static string Refusal(ReportDocument report) =>
        Assert.Throws<FormatException>(() => FindingSample.Write(report, "oscal")).Message;

    private static JsonNode Result(ReportDocument report) =>
        JsonNode.Parse(FindingSample.Write(report, "oscal"))!["assessment-results"]!["results"]![0]!;

    private static string[] DeclaredIn(string written) => [.. Declaration().Matches(written).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("\"uuid\": \"([^\"]*)\"")]
    private static partial Regex Declaration();

    [GeneratedRegex("(?:\"(?:component|actor|subject|observation)-uuid\": \"|\"href\": \"#)([^\"]*)\"")]
    private static partial Regex Reference();
}
