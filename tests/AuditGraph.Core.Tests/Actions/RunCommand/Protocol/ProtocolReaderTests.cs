using System.Text;
using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Actions.RunCommand.Protocol;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Tests.Actions.RunCommand.Results;
using AuditGraph.Core.Tests.Configuration;

namespace AuditGraph.Core.Tests.Actions.RunCommand.Protocol;

public sealed class ProtocolReaderTests
{
    private const string End = """{"type":"end"}""";

    /// <summary>Lines that are each good before the last one.</summary>
    public static TheoryData<string> Good { get; } =
    [
        """{"type":"finding","rule":"r","message":"m"}""",
        """{"type":"finding","rule":"@a/b.c","message":"m","severity":"note","path":"a","line":1,"column":2,"endLine":3,"endColumn":4,"key":"k","properties":{"a.b-c_9":""}}""",
        """{"type":"finding","rule":"r","message":"m","path":null,"line":null,"severity":null,"properties":null}""",
        """{"type":"rule","rule":"r","summary":"s","severity":"warning"}""",
        """{"type":"gap","reason":"r"}""",
        """{"type":"gap","reason":"r","path":"a","verdict":"warn"}""",
        """{"type":"warning","message":"m"}""",
        """{"type":"fact","name":"a1","value":"v"}""",
        """{"type":"fact","name":"a","label":"L","value":true}""",
        """{"type":"note","text":"t"}""",
        """{"type":"table","name":"t","columns":[{"name":"a"},{"name":"b","heading":"B","kind":"number"}],"rows":[["x",1],[null,null]]}""",
        """{"type":"table","name":"t","heading":"T","columns":[{"name":"a","kind":"hash"}]}""",
    ];

    /// <summary>Lines that are none.</summary>
    public static TheoryData<string, string> Bad { get; } = new()
    {
        { "", "it is no JSON" },
        { "{}", "the whole has no 'type'" },
        { "[]", "the whole is not an object" },
        { """{"type":"other"}""", "the type 'other'" },
        { """{"type":7}""", "'type' is not a text" },
        { """{"type":"finding","rule":"r"}""", "no 'message'" },
        { """{"type":"finding","rule":"r","message":"m","more":1}""", "a member 'more'" },
        { """{"type":"finding","rule":"r;s","message":"m"}""", "no name of a rule" },
        { """{"type":"finding","rule":"r","message":"m","line":0}""", "no line" },
        { """{"type":"finding","rule":"r","message":"m","line":2147483648}""", "no line" },
        { """{"type":"finding","rule":"r","message":"m","line":1.5}""", "no whole number" },
        { """{"type":"rule","rule":"r"}""", "no 'summary'" },
        { """{"type":"gap","reason":"r","verdict":"pass"}""", "'verdict' is 'pass'" },
        { """{"type":"gap","reason":" "}""", "says nothing" },
        { """{"type":"fact","name":"A","value":1}""", "has a name that is none" },
        { """{"type":"fact","name":"a","value":1.5}""", "no whole number" },
        { """{"type":"fact","name":"a","value":[]}""", "not a text" },
        { """{"type":"fact","name":"a"}""", "no 'value'" },
        { """{"type":"table","name":"t","columns":[]}""", "0 columns" },
        { """{"type":"table","name":"t","columns":[{"name":"a","kind":"date"}]}""", "is 'date', and must be" },
        { """{"type":"table","name":"t","columns":[{"name":"a"}],"rows":[[true]]}""", "not of the kind" },
        { """{"type":"end","findings":"0"}""", "no whole number" },
        { """{"type":"end","more":0}""", "a member 'more'" },
    };

    // What a schema of one line cannot say.
    public static TheoryData<string, string> BadTogether { get; } = new()
    {
        { """{"type":"table","name":"t","columns":[{"name":"a"}],"rows":[["x","y"]]}""", "has 2 cells" },
        { """{"type":"table","name":"t","columns":[{"name":"a"}],"rows":[[1]]}""", "not of the kind" },
        { """{"type":"table","name":"t","columns":[{"name":"a","kind":"number"}],"rows":[["1"]]}""", "not of the kind" },
        { """{"type":"table","name":"t","columns":[{"name":"a"},{"name":"a"}]}""", "a column twice" },
        { """{"type":"fact","name":"notes","value":1}""", "which is taken" },
        { """{"type":"note","type":"note","text":"t"}""", "no JSON" },
    };

    [Fact]
    public void What_a_program_says_is_found_and_reported()
    {
        ProtocolOutput output = Read(
            """
            {"type":"rule","rule":"a.b","summary":"Be good.","severity":"note"}
            {"type":"finding","rule":"a.b","severity":"note","message":"Wrong.","path":"a.txt","line":2}
            {"type":"finding","rule":"c","message":"Worse."}
            {"type":"gap","reason":"Not readable.","path":"../b.txt","verdict":"warn"}
            {"type":"gap","reason":"Not ours.","path":"/etc/passwd"}
            {"type":"fact","name":"files","label":"Files","value":3}
            {"type":"table","name":"t","columns":[{"name":"a","kind":"path"},{"name":"n","heading":"N","kind":"number"}],"rows":[["x",1]]}
            {"type":"note","text":"A note."}
            {"type":"warning","message":"Beware."}
            {"type":"end","findings":2}

            """.TrimEnd('\n') + "\n");

        Assert.Equal(
            [
                new CheckFinding("a.b", AuditSeverity.Note, "Wrong.", "Wrong.") { Path = "src/a.txt", Line = 2 },
                new CheckFinding("c", AuditSeverity.Error, "Worse.", "Worse."),
            ],
            output.Found.Findings);
        Assert.Equal(["a.b", "c"], output.Found.Rules.Select(rule => rule.Id));
        Assert.Equal(
            [
                new CheckGap("b.txt", "Not readable.", AuditVerdict.Warn),
                new CheckGap(null, "/etc/passwd: Not ours.", AuditVerdict.Fail),
            ],
            output.Found.Gaps);
        Assert.Equal(["Beware."], output.Warnings);
        Assert.Equal(["facts", "t", "notes"], output.Blocks.Select(block => block.Key));
        Assert.Equal(new ReportFact("files", "Files", 3L), ((ReportFacts)output.Blocks[0]).Facts[0]);
        Assert.Equal(new ReportRow("x", 1L), ((ReportTable)output.Blocks[1]).Rows[0]);
    }

    [Theory]
    [MemberData(nameof(Good))]
    public void A_line_of_the_protocol_is_read(string line) => Assert.NotNull(Read($"{line}\r\n{End}"));

    [Theory]
    [MemberData(nameof(Bad))]
    [MemberData(nameof(BadTogether))]
    public void A_line_that_is_none_is_refused_with_its_number(string line, string expected)
    {
        string mistake = Mistake("""{"type":"note","text":"first"}""" + $"\n{line}\n{End}\n");
        Assert.StartsWith("line 2: ", mistake, StringComparison.Ordinal);
        Assert.Contains(expected, mistake, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "behind line 0: the line of the type 'end' is missing")]
    [InlineData("""{"type":"note","text":"t"}""", "behind line 1: the line of the type 'end' is missing")]
    [InlineData(End + "\n" + End, "line 2: it comes behind")]
    [InlineData(End + "\n\n", "line 2: it comes behind")]
    [InlineData("""{"type":"end","findings":1}""", "speaks of 1 findings, and 0")]
    [InlineData(
        """{"type":"fact","name":"a","value":1}""" + "\n" + """{"type":"table","name":"a","columns":[{"name":"a"}]}""" + "\n" + End,
        "line 2: the whole has the name 'a', which is taken")]
    public void Output_that_is_not_whole_is_refused(string text, string expected) =>
        Assert.Contains(expected, Mistake(text), StringComparison.Ordinal);

    [Fact]
    public void A_line_that_is_too_long_is_refused()
    {
        string Line(int length) => $$"""{"type":"note","text":"{{new string('x', length - 25)}}"}""";
        Assert.NotNull(Read(Line(ProtocolReader.LongestLine) + "\n" + End));
        Assert.Contains("more than", Mistake(Line(ProtocolReader.LongestLine + 1) + "\n" + End), StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_takes_and_refuses_the_same_lines()
    {
        using var folder = new TemporaryFolder();
        var expected = new Dictionary<string, bool>();
        void Add(string line, bool isGood)
        {
            string file = folder[$"{expected.Count}.json"];
            File.WriteAllText(file, line);
            expected.Add(file, isGood);
        }

        Good.ToList().ForEach(line => Add(line.Data, true));
        Add(End, true);
        Bad.Where(line => line.Data.Item1.Length > 0).ToList().ForEach(line => Add(line.Data.Item1, false));
        Dictionary<string, (bool IsValid, string Errors)> verdicts = SchemaJudge.Judge(
            File.ReadAllBytes(RepositoryFile.PathOf("docs/format/action-protocol.schema.json")), expected.Keys);
        Assert.All(expected, line => Assert.True(
            verdicts[line.Key].IsValid == line.Value, $"{File.ReadAllText(line.Key)}: {verdicts[line.Key].Errors}"));
    }

    private static ProtocolOutput Read(string text) => new ProtocolReader(Reading.Places).Read(Encoding.UTF8.GetBytes(text));

    private static string Mistake(string text) => Assert.Throws<FormatException>(() => Read(text)).Message;
}
