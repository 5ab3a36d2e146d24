using System.Text.Json;
using AuditGraph.Core.Actions;
using AuditGraph.Core.Configuration.Diagnostics;

namespace AuditGraph.Core.Tests.Configuration;

public sealed class DiagnosticWriterTests
{
    private const string Faulty = "jobs:\n  nightly:\n    action:\n      type: report.changed_sinse\n    tags: [on]\n";

    private static readonly string Actions =
        string.Join(", ", ActionCatalog.Product.Descriptors.Select(action => action.Type));

    [Fact]
    public void Shows_the_line_with_a_caret_under_the_span_and_the_suggestion() => Assert.Equal(
        $"""
        config/jobs.yaml:4:13: error AG1044: 'report.changed_sinse' is not an action; expected one of {Actions}
          4 |       type: report.changed_sinse
            |             ^~~~~~~~~~~~~~~~~~~~
          = did you mean 'report.changed_since'?
        config/jobs.yaml:5:12: hint AG1061: 'on' is read as text; YAML 1.1 reads the truth value true
          5 |     tags: [on]
            |            ^~
          = put it in quotes: "on"

        """,
        Render(Faulty));

    [Fact]
    public void Colours_only_when_asked()
    {
        Assert.DoesNotContain('\u001b', Render(Faulty));
        Assert.Contains("\u001b[31merror AG1044: \u001b[0m", Render(Faulty, useColour: true), StringComparison.Ordinal);
    }

    [Fact]
    public void Puts_the_caret_under_wide_characters_and_shows_no_control_characters() => Assert.Equal(
        """
        config/jobs.yaml:1:14: error AG1007: the character U+001B cannot be seen or is not allowed here; remove it, or write "\u001b" in double quotes
          1 | jobs: {} # 日本�
            |                ^
        """,
        string.Join('\n', Render("jobs: {} # 日本\u001b").Split('\n')[3..6]));

    [Fact]
    public void Shows_the_part_of_a_long_line_that_matters()
    {
        string text = Render($"jobs: {{a: {{action: {{type: report.changed_since}}, tags: [{string.Join(", ", Enumerable.Repeat("tag", 1))}, \"{new string('x', 3000)}\"]}}}}");

        Assert.All(text.Split('\n').Skip(1), line => Assert.InRange(line.Length, 0, 140));
        Assert.Contains('^', text);
    }

    [Fact]
    public void Writes_every_member_in_JSON()
    {
        using JsonDocument json = JsonDocument.Parse(ToBytes(stream => DiagnosticJsonWriter.Write(stream, [ConfigText.Parse(Faulty)])));

        Assert.Equal("error", json.RootElement.GetProperty("status").GetString());
        JsonElement first = json.RootElement.GetProperty("diagnostics")[0];
        Assert.Equal(
            ["severity", "code", "message", "file", "line", "column", "endLine", "endColumn", "job", "path", "suggestion"],
            first.EnumerateObject().Select(member => member.Name));
        Assert.Equal("error", first.GetProperty("severity").GetString());
        Assert.Equal("nightly", first.GetProperty("job").GetString());
        Assert.Equal("jobs.nightly.action.type", first.GetProperty("path").GetString());
        Assert.Equal(33, first.GetProperty("endColumn").GetInt32());
    }

    [Fact]
    public void Says_in_JSON_that_a_file_with_hints_alone_is_fine()
    {
        JobConfigFile file = ConfigText.Parse(Faulty.Replace("sinse", "since", StringComparison.Ordinal));
        using JsonDocument json = JsonDocument.Parse(ToBytes(stream => DiagnosticJsonWriter.Write(stream, [file])));

        Assert.Equal("ok", json.RootElement.GetProperty("status").GetString());
        Assert.Equal(1, json.RootElement.GetProperty("diagnostics").GetArrayLength());
    }

    [Fact]
    public void Writes_an_annotation_line_for_each_finding() => Assert.Equal(
        $"""
        ::error file=config/jobs.yaml,line=4,col=13,endLine=4,endColumn=33,title=AG1044::'report.changed_sinse' is not an action; expected one of {Actions}%0Adid you mean 'report.changed_since'?
        ::notice file=config/jobs.yaml,line=5,col=12,endLine=5,endColumn=14,title=AG1061::'on' is read as text; YAML 1.1 reads the truth value true%0Aput it in quotes: "on"

        """,
        Annotate(ConfigText.Parse(Faulty)));

    [Fact]
    public void Escapes_what_would_end_an_annotation()
    {
        string line = Annotate(ConfigText.Parse("jobs: {\"100%\": }\n", "/workspace/config/a,b:c%.yaml"));

        Assert.StartsWith("::error file=config/a%2Cb%3Ac%25.yaml,line=1", line, StringComparison.Ordinal);
        Assert.Contains("'100%25' is not a job name", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Writes_SARIF_with_a_rule_for_each_code_and_a_region_for_each_finding()
    {
        using JsonDocument sarif = JsonDocument.Parse(ToBytes(
            stream => SarifWriter.Write(stream, [ConfigText.Parse(Faulty)], ConfigText.Root, "0.1.0")));
        JsonElement run = sarif.RootElement.GetProperty("runs")[0];
        JsonElement result = run.GetProperty("results")[0];
        JsonElement rule = run.GetProperty("tool").GetProperty("driver").GetProperty("rules")[result.GetProperty("ruleIndex").GetInt32()];

        Assert.Equal("2.1.0", sarif.RootElement.GetProperty("version").GetString());
        Assert.Equal("AG1044", result.GetProperty("ruleId").GetString());
        Assert.Equal("AG1044", rule.GetProperty("id").GetString());
        Assert.NotEmpty(rule.GetProperty("help").GetProperty("markdown").GetString()!);
        JsonElement location = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("config/jobs.yaml", location.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(
            """{"startLine":4,"startColumn":13,"endLine":4,"endColumn":33}""",
            JsonSerializer.Serialize(location.GetProperty("region")));
        Assert.Equal(
            "report.changed_since",
            result.GetProperty("fixes")[0].GetProperty("artifactChanges")[0].GetProperty("replacements")[0]
                .GetProperty("insertedContent").GetProperty("text").GetString());
        Assert.Equal("note", run.GetProperty("results")[1].GetProperty("level").GetString());
    }

    private static string Render(string text, bool useColour = false)
    {
        using var writer = new StringWriter();
        new DiagnosticTextWriter(writer, useColour).Write(ConfigText.Parse(text), "config/jobs.yaml");
        return writer.ToString();
    }

    private static string Annotate(JobConfigFile file)
    {
        using var writer = new StringWriter();
        GitHubAnnotationWriter.Write(writer, [file], ConfigText.Root);
        return writer.ToString();
    }

    private static byte[] ToBytes(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }
}
