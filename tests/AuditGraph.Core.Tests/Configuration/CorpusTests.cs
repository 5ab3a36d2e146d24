using AuditGraph.Core.Configuration;
using AuditGraph.Core.Configuration.Diagnostics;

namespace AuditGraph.Core.Tests.Configuration;

public sealed class CorpusTests
{
    public static TheoryData<string> Good => CorpusFiles.NamesIn("good");

    public static TheoryData<string> Bad => CorpusFiles.NamesIn("bad");

    public static TheoryData<string> BeyondSchema => CorpusFiles.NamesIn("beyond-schema");

    [Theory]
    [MemberData(nameof(Good))]
    public void Finds_nothing_in_a_good_configuration(string name) =>
        Assert.Empty(Load("good", name).Diagnostics);

    [Theory]
    [MemberData(nameof(Bad))]
    public void Finds_an_error_in_a_bad_configuration(string name) => Assert.False(Load("bad", name).IsValid);

    [Theory]
    [MemberData(nameof(BeyondSchema))]
    public void Finds_an_error_that_a_schema_cannot_express(string name) => Assert.False(Load("beyond-schema", name).IsValid);

    [Fact]
    public void Reads_every_setting_of_a_job()
    {
        JobConfigFile file = Load("good", "full.yaml").RequireValid();

        Assert.Equal(["release", "sources"], file.Jobs.Select(job => job.Name));
        AuditJob sources = file.Jobs[1];
        Assert.Equal("The changes of the source folder.\n", sources.Description);
        Assert.Equal(["daily", "team:core"], sources.Tags);
        Assert.True(sources.Enabled);
        Assert.Equal("report.changed_since", sources.ActionType);
        Assert.Equal("24h", sources.Arguments["since"]);
        Assert.Equal(ValueList.Create<string>(["src/**", "*.md"]), sources.Arguments["include"]);
        Assert.Equal(ValueList.Create<string>(["**/bin/**", "**/obj/**"]), sources.Arguments["exclude"]);
        Assert.Equal(true, sources.Arguments["respect_gitignore"]);
        Assert.Equal(false, sources.Arguments["one_file_system"]);
        Assert.Equal("sampled", sources.Arguments["rehash"]);
        Assert.Equal("exports/reports/sources.md", sources.RelativeOutputPath);
        Assert.Equal("md", sources.OutputFormat);
        Assert.Equal(TimeSpan.FromMinutes(30), sources.Timeout);
        Assert.Equal(2, sources.Retries);
        AuditJob release = file.Jobs[0];
        Assert.Equal(["daily"], release.Tags);
        Assert.False(release.Enabled);
        Assert.Equal([new AuditJobNeed("sources")], release.Needs);
        Assert.Equal(TimeSpan.FromSeconds(90), release.Timeout);
        Assert.Equal(0, release.Retries);
        Assert.Equal("csv", release.OutputFormat);
    }

    [Theory]
    [InlineData("minimal.yaml", "exports/reports/nightly.md", "md")]
    [InlineData("list.yml", "exports/reports/first.md", "md")]
    public void Fills_in_where_a_report_goes(string name, string path, string format)
    {
        AuditJob job = Load("good", name).RequireValid().Jobs[0];

        Assert.Equal(path, job.RelativeOutputPath);
        Assert.Equal(format, job.OutputFormat);
    }

    [Fact]
    public void Names_a_default_output_after_the_format_that_is_asked_for()
    {
        AuditJob job = Load("good", "list.yml").RequireValid().Jobs[1];

        Assert.Equal("exports/reports/second.part.csv", job.RelativeOutputPath);
        Assert.Equal("csv", job.OutputFormat);
    }

    [Fact]
    public void Reads_JSON_as_strictly_as_JSON_is()
    {
        Assert.Equal("über 😀 / all", Load("good", "document.json").RequireValid().Jobs[0].Description);
        Assert.Equal("AG1010", ConfigText.Only("""{"jobs": {},}""", ConfigText.JsonPath).Code);
        Assert.Equal("AG1010", ConfigText.Only("""{"jobs": {} /* none */}""", ConfigText.JsonPath).Code);
        Assert.Equal("AG1010", ConfigText.Only("jobs: {}", ConfigText.JsonPath).Code);
    }

    [Fact]
    public void Shows_ten_mistakes_at_once()
    {
        JobConfigFile file = ConfigText.Parse("""
            version: 2
            jobs:
              nightly:
                descripton: all
                action:
                  type: report.changed_sinse
              no:
                action:
                  type: report.changed_since
                  args:
                    since: yesterday
                    one_file_system: yes
                output:
                  path: ../x.md
              Nightly:
                action: {type: report.changed_since}
                tags: [a, b]]
                timeout: 5 minutes
              last:
                needs: [nobody]
                action: {type: report.changed_since}
            """);

        Assert.Equal(
            [
                "1:10-1:11 AG1035", "4:5-4:15 AG1033", "6:13-6:33 AG1044", "7:3-7:5 AG1061", "11:16-11:25 AG1048",
                "12:26-12:29 AG1047", "14:13-14:20 AG1049", "15:3-15:10 AG1020", "17:17-17:18 AG1010",
                "18:14-18:23 AG1057", "20:13-20:19 AG1053",
            ],
            ConfigText.Places(file));
    }

    private static JobConfigFile Load(string folder, string name) =>
        JobConfig.LoadFile(CorpusFiles.PathOf(folder, name), ConfigText.Root);
}
