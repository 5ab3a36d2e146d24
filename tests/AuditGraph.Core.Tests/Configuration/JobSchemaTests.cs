using System.Text;
using System.Text.Json;
using AuditGraph.Core.Actions;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Configuration.Schema;
using AuditGraph.Core.Reports;

namespace AuditGraph.Core.Tests.Configuration;

public sealed class JobSchemaTests
{
    // Codes that concern the text, or jobs and paths beside each other; JobSchema lists them.
    private static readonly string[] Inexpressible =
    [
        "AG1001", "AG1002", "AG1003", "AG1004", "AG1007", "AG1012", "AG1013", "AG1015", "AG1017", "AG1019", "AG1020", "AG1042",
        "AG1050", "AG1053", "AG1054", "AG1055", "AG1080", "AG1081", "AG1084", "AG1087", "AG1088", "AG1089", "AG1090",
    ];

    private static readonly ActionDescriptor[] CheckAndReport =
    [
        .. ActionCatalog.Product.Descriptors.Where(action => action.Type == "report.changed_since"),
        new() { Type = "check.any", Summary = "Any.", ReportVersion = 1, IsCheck = true, Formats = ReportFormats.Names, Parameters = [] },
    ];

    private static readonly string[] OutputsOfFindings = ["format: sarif", "format: junit", "path: exports/x.sarif", "path: exports/x.XML"];

    [Fact]
    public void The_published_schema_is_current() =>
        RepositoryFile.AssertIsCurrent("config/jobs.schema.json", Encoding.UTF8.GetString(JobSchema.Generate()));

    [Fact]
    public void Describes_every_parameter_with_its_default()
    {
        using JsonDocument schema = JsonDocument.Parse(JobSchema.Generate());
        foreach (ActionDescriptor action in ActionCatalog.Product.Descriptors)
        {
            JsonElement properties = schema.RootElement.GetProperty("$defs").GetProperty($"args.{action.Type}").GetProperty("properties");
            Assert.Equal(action.Parameters.Select(parameter => parameter.Name), properties.EnumerateObject().Select(member => member.Name));
            foreach (ActionParameter parameter in action.Parameters)
            {
                JsonElement described = properties.GetProperty(parameter.Name);
                Assert.Equal(parameter.Summary, described.GetProperty("description").GetString());
                Assert.Equal(parameter.Default is not null, described.TryGetProperty("default", out _));
            }
        }
    }

    [Fact]
    public void Schema_and_validator_judge_the_corpus_alike()
    {
        string[] files = [.. CorpusFiles.In("good"), .. CorpusFiles.In("bad")];
        Dictionary<string, (bool IsValid, string Errors)> verdicts = SchemaJudge.Judge(JobSchema.Generate(), files);

        string[] differences =
        [
            .. files.Where(file => verdicts[file].IsValid != JobConfig.LoadFile(file, ConfigText.Root).IsValid)
                .Select(file => $"{Path.GetFileName(file)}: {verdicts[file]}"),
        ];
        Assert.Empty(differences);
    }

    [Fact]
    public void The_schema_accepts_what_only_the_validator_can_refuse()
    {
        string[] files = CorpusFiles.In("beyond-schema");
        Dictionary<string, (bool IsValid, string Errors)> verdicts = SchemaJudge.Judge(JobSchema.Generate(), files);

        Assert.All(files, file => Assert.True(verdicts[file].IsValid, $"{file}: {verdicts[file].Errors}"));
    }

    [Fact]
    public void Schema_and_validator_judge_the_examples_alike_but_for_what_a_schema_cannot_express()
    {
        byte[] schema = JobSchema.Generate([.. ActionCatalog.Product.Descriptors, DiagnosticExample.Demanding]);
        DiagnosticExample[] examples =
        [
            .. Directory.GetDirectories(CorpusFiles.Examples).Select(folder => Path.GetFileName(folder))
                .Except(Inexpressible).Select(DiagnosticExample.Read),
        ];
        Dictionary<string, (bool IsValid, string Errors)> verdicts = SchemaJudge.Judge(
            schema, examples.SelectMany(example => new[] { example.Wrong.Path, example.Right.Path }));

        Assert.All(examples, example =>
        {
            Assert.True(verdicts[example.Wrong.Path].IsValid == example.Wrong.IsValid, $"{example.Code}, wrong: {verdicts[example.Wrong.Path]}");
            Assert.True(verdicts[example.Right.Path].IsValid, $"{example.Code}, right: {verdicts[example.Right.Path].Errors}");
        });
    }

    [Fact]
    public void Schema_and_validator_ask_for_controls_where_the_format_is_of_them()
    {
        (string Job, bool IsValid)[] jobs =
        [
            ("output: [{format: md}, {format: oscal}]", false),
            ("output: [{format: md}, {path: exports/a.oscal.json}]", false),
            ("controls: A.8.9, output: [{format: md}, {path: exports/a.oscal.json}]", true),
            ("output: {format: oscal}", false),
            ("output: {path: exports/a.oscal.json}", false),
            ("output: {path: exports/a.oscal.json, format: json}", true),
            ("output: {path: exports/a.json}", true),
            ("controls: , output: {format: oscal}", false),
            ("controls: [], output: {format: oscal}", false),
            ("controls: A.8.9, output: {format: oscal}", true),
            ("controls: [A.8.9], output: {path: exports/a.OSCAL.json}", true),
        ];
        using var folder = new TemporaryFolder();
        string[] files = [.. jobs.Select((job, index) =>
        {
            folder.Write($"{index}.yaml", $"jobs: {{a: {{action: {{type: check.any}}, {job.Job}}}}}\n");
            return folder[$"{index}.yaml"];
        })];

        Dictionary<string, (bool IsValid, string Errors)> verdicts = SchemaJudge.Judge(JobSchema.Generate(CheckAndReport), files);

        Assert.All(jobs.Zip(files), one => Assert.Equal(
            (one.First.Job, one.First.IsValid, one.First.IsValid),
            (one.First.Job, ConfigText.Parse(File.ReadAllText(one.Second), actions: CheckAndReport).IsValid, verdicts[one.Second].IsValid)));
    }

    [Fact]
    public void Schema_and_validator_know_the_formats_of_each_action_by_name_and_by_extension()
    {
        using var folder = new TemporaryFolder();
        string[] files = [.. new[] { "check.any", "report.changed_since" }.SelectMany(type =>
            OutputsOfFindings.Select(output => $"{{{output}}}").Concat(OutputsOfFindings.Select(output => $"[{{format: md}}, {{{output}}}]")).Select((output, index) =>
        {
            folder.Write($"{type}.{index}.yaml", $"jobs: {{a: {{action: {{type: {type}}}, output: {output}}}}}\n");
            return folder[$"{type}.{index}.yaml"];
        }))];

        Assert.All(files, file => Assert.Equal(
            Path.GetFileName(file).StartsWith("check", StringComparison.Ordinal),
            ConfigText.Parse(File.ReadAllText(file), actions: CheckAndReport).IsValid));
        Dictionary<string, (bool IsValid, string Errors)> verdicts = SchemaJudge.Judge(JobSchema.Generate(CheckAndReport), files);
        Assert.All(files, file => Assert.Equal(
            (file, Path.GetFileName(file).StartsWith("check", StringComparison.Ordinal)), (file, verdicts[file].IsValid)));
    }
}
