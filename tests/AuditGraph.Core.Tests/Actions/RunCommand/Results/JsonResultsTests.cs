using System.Text;
using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Actions.RunCommand.Results;

namespace AuditGraph.Core.Tests.Actions.RunCommand.Results;

public class JsonResultsTests
{
    private const string Full =
        """
        {"rule":"a.b","severity":"note","message":"m","path":"../c.txt","line":1,"column":2,"endLine":3,"endColumn":4,
         "key":"k","properties":{"owner":"me"}}
        """;

    [Theory]
    [InlineData("[{0}]")]
    [InlineData("""{{"findings":[{0}],"more":1}}""")]
    [InlineData("\ufeff[{0}]")]
    public void A_finding_says_what_it_says(string around) => Assert.Equal(
        new CheckFinding("a.b", AuditSeverity.Note, "m", "k")
        {
            Path = "c.txt",
            Line = 1,
            Column = 2,
            EndLine = 3,
            EndColumn = 4,
            Properties = new([KeyValuePair.Create("owner", "me")]),
        },
        Reading.One(ResultFormat.Json, string.Format(System.Globalization.CultureInfo.InvariantCulture, around, Full)));

    [Fact]
    public void A_rule_and_a_message_are_enough() => Assert.Equal(
        new CheckFinding("r", AuditSeverity.Error, "m", "m"),
        Reading.One(ResultFormat.Json, """[{"rule":"r","message":"m","path":null}]"""));

    [Theory]
    [InlineData("""[{"\ud800":1}]""", "not well-formed")]
    [InlineData("""[{"rule":"r","message":"m","properties":{"\ud800":""}}]""", "not well-formed")]
    [InlineData("[1]", "'[0]' is not an object")]
    [InlineData("{}", "has no 'findings'")]
    [InlineData("""[{"rule":"r"}]""", "'[0]' has no 'message'")]
    [InlineData("""[{"rule":"r","message":" \n "}]""", "'[0].message' says nothing")]
    [InlineData("""[{"rule":"a b","message":"m"}]""", "'[0].rule' is no name of a rule")]
    [InlineData("""[{"rule":"","message":"m"}]""", "'[0].rule' is no name of a rule")]
    [InlineData("""[{"rule":"r","message":"m","sevrity":"note"}]""", "'[0]' has a member 'sevrity'")]
    [InlineData("""[{"rule":"r","message":"m","severity":"bad"}]""", "error, warning, note")]
    [InlineData("""[{"rule":"r","message":"m","line":0}]""", "'[0].line' is no line")]
    [InlineData("""[{"rule":"r","message":"m","line":"1"}]""", "'[0].line' is no whole number")]
    [InlineData("""[{"rule":"r","message":"m","properties":{"a b":"c"}}]""", "has a name that is none")]
    [InlineData("""[{"rule":"r","message":"m","properties":{"a":1}}]""", "'[0].properties.a' is not a text")]
    public void A_finding_that_is_none_is_refused_with_its_place(string text, string expected) =>
        Assert.Contains(expected, Reading.Mistake(ResultFormat.Json, text), StringComparison.Ordinal);

    [Fact]
    public void A_message_acts_on_nothing_and_is_cut_where_it_is_long()
    {
        string message = Reading.One(ResultFormat.Json, $$"""[{"rule":"r","message":"\u001b[31m{{new string('x', 5000)}}"}]""").Message;
        Assert.StartsWith(@"\u001b[31mxxx", message, StringComparison.Ordinal);
        Assert.EndsWith("x…", message, StringComparison.Ordinal);
        Assert.Equal(ForeignText.LongestMessage, message.Length);
    }

    [Fact]
    public void Of_a_file_with_very_many_findings_the_first_are_told_and_a_gap_says_so()
    {
        string all = string.Join(',', Enumerable.Range(1, 1200).Select(line => $$"""{"rule":"r","message":"m","path":"a","line":{{line}}}"""));
        CommandFindings read = Reading.Read(ResultFormat.Json, $"[{all}]");
        Assert.Equal(FindingLimit.MostOfFile, read.Findings.Count);
        Assert.Equal("src/a", Assert.Single(read.Gaps).Path);
    }

    [Theory]
    [InlineData(ResultFormat.Json)]
    [InlineData(ResultFormat.Sarif)]
    [InlineData(ResultFormat.JUnit)]
    [InlineData(ResultFormat.NUnit)]
    internal void Bytes_that_are_altered_anywhere_are_read_or_refused_and_never_break_the_reader(ResultFormat format)
    {
        byte[] good = Encoding.UTF8.GetBytes(format switch
        {
            ResultFormat.Json => $"[{Full}]",
            ResultFormat.Sarif =>
                """
                {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"t","rules":[{"id":"r"}]}},"results":[{"ruleIndex":0,
                "message":{"text":"{0}","arguments":["a"]},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"a"},
                "region":{"startLine":1}}}]}]}]}
                """,
            ResultFormat.JUnit => "<testsuite><testcase name='a' line='3'><failure message='b'>c</failure></testcase></testsuite>",
            _ => "<test-run><test-case name='a' result='Failed'><failure><message>b</message></failure></test-case></test-run>",
        });
        var random = new Random(14);
        int refused = 0;
        for (int round = 0; round < 2000; round++)
        {
            byte[] bytes = [.. good];
            for (int count = random.Next(1, 4); count > 0; count--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                CommandResults.Read(format, bytes, Reading.Places);
            }
            catch (FormatException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, 1999);
    }
}
