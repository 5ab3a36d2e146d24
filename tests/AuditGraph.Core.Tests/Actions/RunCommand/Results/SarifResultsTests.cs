using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Actions.RunCommand.Results;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Tests.Actions.RunCommand.Results;

public class SarifResultsTests
{
    private const string Rules =
        """
        {"id":"R1","shortDescription":{"text":"Be good."},"defaultConfiguration":{"level":"error"},
         "messageStrings":{"default":{"text":"'{0}' is {{{1}}}."}}},
        {"id":"@a/r2","name":"Second"}
        """;

    [Fact]
    public void A_result_is_a_finding_with_its_rule_its_place_and_its_message()
    {
        CommandFindings read = Read(
            """
            {"ruleId":"R1","message":{"text":"Wrong.\nMore of it."},
             "partialFingerprints":{"b":"2","a":"1"},
             "locations":[{"physicalLocation":{"artifactLocation":{"uri":"a%20b.cs"},
               "region":{"startLine":3,"startColumn":5,"endLine":4,"endColumn":6}}}]}
            """);

        CheckFinding finding = Assert.Single(read.Findings);
        Assert.Equal(
            new CheckFinding("R1", AuditSeverity.Error, "Wrong.", "a=1\nb=2")
            {
                Path = "src/a b.cs",
                Line = 3,
                Column = 5,
                EndLine = 4,
                EndColumn = 6,
            },
            finding);
        Assert.Equal(
            [
                new CheckRule("R1", AuditSeverity.Error, "Be good."),
                new CheckRule("@a/r2", AuditSeverity.Warning, "Second"),
                new CheckRule("X1", AuditSeverity.Note, "X1"),
            ],
            read.Rules);
    }

    [Theory]
    [InlineData("""{"ruleId":"@a/r2","message":{"text":"m"}}""", "@a/r2", AuditSeverity.Warning)]
    [InlineData("""{"ruleIndex":0,"message":{"text":"m"}}""", "R1", AuditSeverity.Error)]
    [InlineData("""{"rule":{"index":1},"message":{"text":"m"}}""", "@a/r2", AuditSeverity.Warning)]
    [InlineData("""{"rule":{"id":"X1","index":0,"toolComponent":{"index":0}},"message":{"text":"m"}}""", "X1", AuditSeverity.Note)]
    [InlineData("""{"ruleId":"R1/special","message":{"text":"m"}}""", "R1/special", AuditSeverity.Error)]
    [InlineData("""{"ruleId":"R1","level":"note","message":{"text":"m"}}""", "R1", AuditSeverity.Note)]
    [InlineData("""{"message":{"text":"m"}}""", "unnamed", AuditSeverity.Warning)]
    [InlineData("""{"ruleId":"a b;c","message":{"text":"m"}}""", "a-b-c", AuditSeverity.Warning)]
    public void A_rule_is_named_by_its_id_or_its_index_and_says_how_much_a_result_weighs(
        string result, string rule, AuditSeverity severity)
    {
        CheckFinding finding = Assert.Single(Read(result).Findings);
        Assert.Equal((rule, severity), (finding.RuleId, finding.Severity));
    }

    [Fact]
    public void A_message_may_be_one_of_the_rule_with_arguments() => Assert.Equal(
        "'a' is {b}.",
        Assert.Single(Read("""{"ruleId":"R1","message":{"id":"default","arguments":["a","b"]}}""").Findings).Message);

    [Theory]
    [InlineData("""{"ruleId":"R1","kind":"pass","message":{"text":"m"}}""")]
    [InlineData("""{"ruleId":"R1","kind":"notApplicable","message":{"text":"m"}}""")]
    [InlineData("""{"ruleId":"R1","level":"none","message":{"text":"m"}}""")]
    [InlineData("""{"ruleId":"R1","baselineState":"absent","message":{"text":"m"}}""")]
    public void What_is_no_problem_is_no_finding(string result)
    {
        CommandFindings read = Read(result);
        Assert.Empty(read.Findings);
        Assert.Empty(read.Gaps);
    }

    [Theory]
    [InlineData("open")]
    [InlineData("review")]
    public void What_the_program_could_not_decide_is_a_gap(string kind)
    {
        CommandFindings read = Read($$$"""{"ruleId":"R1","kind":"{{{kind}}}","message":{"text":"m"}}""");
        Assert.Empty(read.Findings);
        Assert.Equal([new CheckGap(null, "Lint could not decide by itself about R1: m", AuditVerdict.Warn)], read.Gaps);
    }

    [Theory]
    [InlineData("""[{"kind":"inSource"}]""", 0, 1)]
    [InlineData("""[{"kind":"external","status":"accepted"}]""", 0, 1)]
    [InlineData("""[{"kind":"external","status":"underReview"}]""", 1, 0)]
    [InlineData("[]", 1, 0)]
    public void What_is_set_aside_in_the_log_is_counted_and_not_told(string suppressions, int findings, int suppressed)
    {
        CommandFindings read = Read($$"""{"ruleId":"R1","message":{"text":"m"},"suppressions":{{suppressions}}}""");
        Assert.Equal((findings, suppressed), (read.Findings.Count, read.Suppressed));
    }

    [Fact]
    public void What_the_tool_says_of_its_own_failure_is_a_gap()
    {
        CommandFindings read = Reading.Read(ResultFormat.Sarif, Log("", more:
            """
            ,"invocations":[{"executionSuccessful":false,"toolExecutionNotifications":[
              {"level":"error","message":{"text":"no parser"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"a.cs"}}}]},
              {"message":{"text":"slow"}},{"level":"note","message":{"text":"done"}}]}]
            """));
        Assert.Equal(
            [
                new CheckGap(null, "Lint says of itself that it did not run to its end.", AuditVerdict.Fail),
                new CheckGap("src/a.cs", "Lint: no parser", AuditVerdict.Fail),
                new CheckGap(null, "Lint: slow", AuditVerdict.Warn),
            ],
            read.Gaps);
    }

    [Theory]
    [InlineData("""{"index":0}""", "lib/c.cs")]
    [InlineData("""{"uri":"a.cs","uriBaseId":"SRCROOT"}""", "a.cs")]
    [InlineData("""{"uri":"a.cs","uriBaseId":"LIB"}""", "lib/a.cs")]
    [InlineData("""{"uri":"a.cs","uriBaseId":"DEEP"}""", "lib/deep/a.cs")]
    [InlineData("""{"uri":"file:///ws/x/a.cs","uriBaseId":"LIB"}""", "x/a.cs")]
    [InlineData("""{"uri":"a.cs","uriBaseId":"CIRCLE"}""", null)]
    public void A_file_is_named_by_its_index_or_from_a_base(string artifact, string? expected)
    {
        string result =
            """{"ruleId":"R1","message":{"text":"m"},"locations":[{"physicalLocation":{"artifactLocation":"""
            + artifact + "}}]}";
        CheckFinding finding = Assert.Single(Read(result).Findings);
        if (expected is null)
        {
            Assert.NotNull(finding.Path);
        }
        else
        {
            Assert.Equal(expected, finding.Path);
        }
    }

    [Fact]
    public void A_file_outside_the_workspace_is_a_property() => Assert.Equal(
        "https://example.org/a",
        Assert.Single(Read(
            """
            {"ruleId":"R1","message":{"text":"m"},
             "locations":[{"physicalLocation":{"artifactLocation":{"uri":"https://example.org/a"}}}]}
            """).Findings).Properties["location"]);

    [Theory]
    [InlineData("{", "line 1, byte 2: it is no JSON")]
    [InlineData("""{"version":"2.1.0","version":"2.1.0"}""", "it is no JSON")]
    [InlineData("""{"version":"1.0.0","runs":[]}""", "'1.0.0', and 2.1.0")]
    [InlineData("""{"version":"2.1.0"}""", "the whole has no 'runs'")]
    [InlineData("""{"version":"2.1.0","runs":[{}]}""", "'runs[0]' has no 'tool'")]
    [InlineData("[]", "the whole is not an object")]
    public void A_text_that_is_no_log_is_refused_with_its_place(string text, string expected) =>
        Assert.Contains(expected, Reading.Mistake(ResultFormat.Sarif, text), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"ruleId":"R1"}""", "'runs[0].results[0]' has no 'message'")]
    [InlineData("""{"ruleId":7,"message":{"text":"m"}}""", "'runs[0].results[0].ruleId' is not a text")]
    [InlineData("""{"ruleIndex":9,"message":{"text":"m"}}""", "index that is not there")]
    [InlineData("""{"ruleId":"R1","level":"fatal","message":{"text":"m"}}""", "the level 'fatal'")]
    [InlineData("""{"ruleId":"R1","message":{"id":"other"}}""", "neither a text")]
    [InlineData("""{"ruleId":"R1","message":{"text":"\ud800"}}""", "not well-formed")]
    [InlineData(
        """{"ruleId":"R1","message":{"text":"m"},"locations":[{"physicalLocation":{"region":{"startLine":0}}}]}""",
        "'runs[0].results[0].locations[0].physicalLocation.region.startLine' is no line")]
    [InlineData(
        """{"ruleId":"R1","message":{"text":"m"},"locations":[{"physicalLocation":{"region":{"startLine":2147483648}}}]}""",
        "is no line")]
    [InlineData(
        """{"ruleId":"R1","message":{"text":"m"},"locations":[{"physicalLocation":{"region":{"startLine":1e99}}}]}""",
        "is no whole number")]
    public void A_result_that_is_none_is_refused_with_its_place(string result, string expected) =>
        Assert.Contains(expected, Reading.Mistake(ResultFormat.Sarif, Log(result)), StringComparison.Ordinal);

    private static CommandFindings Read(string result) => Reading.Read(ResultFormat.Sarif, Log(result));

    private static string Log(string results, string more = "") =>
        $$$"""
        {"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{
          "tool":{"driver":{"name":"Lint","rules":[{{{Rules}}}]},
                  "extensions":[{"name":"X","rules":[{"id":"X1","defaultConfiguration":{"level":"note"}}]}]},
          "originalUriBaseIds":{"SRCROOT":{},"LIB":{"uri":"lib/","uriBaseId":"SRCROOT"},"DEEP":{"uri":"deep","uriBaseId":"LIB"},
            "CIRCLE":{"uri":"c/","uriBaseId":"CIRCLE"}},
          "artifacts":[{"location":{"uri":"c.cs","uriBaseId":"LIB"}}],
          "results":[{{{results}}}]{{{more}}}}]}
        """;
}
