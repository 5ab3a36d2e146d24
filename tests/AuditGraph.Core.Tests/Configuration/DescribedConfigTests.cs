using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Configuration.Reading;
using AuditGraph.Core.Configuration.Schema;

namespace AuditGraph.Core.Tests.Configuration;

/// <summary>Configuration files that a description is enough for, such as <c>config/pkg.yaml</c>.</summary>
public sealed class DescribedConfigTests
{
    [Fact]
    public void Shows_every_mistake_at_once_with_its_place()
    {
        DescribedFile file = Parse(
            """
            version: "1"
            active_profil: a/b
            security:
              redaction:
                enabled: yes
                enable_all: true
            keep: 30d
            snapshots:
              keep: 30 days
            snapshots: 1
            """);

        Assert.Equal(
            [
                "1:10-1:13 AG1035 remove the quotes",
                "2:1-2:14 AG1033 did you mean 'active_profile'?",
                "2:16-2:19 AG1081",
                "5:14-5:17 AG1034 did you mean true?",
                "6:5-6:15 AG1033",
                "7:1-7:5 AG1033 'keep' belongs under 'snapshots'",
                "9:9-9:16 AG1081 did you mean '30d'?",
                "10:1-10:10 AG1019",
            ],
            file.Diagnostics.Select(found => $"{found.Line}:{found.Column}-{found.EndLine}:{found.EndColumn} {found.Code} {found.Suggestion}".TrimEnd()));
    }

    [Fact]
    public void Mends_what_is_certain_and_nothing_else()
    {
        const string faulty = "active_profil: x # mine\nsecurity: {redaction: {enabled: no}}\nsnapshots: {keep: 30 Days}\n";

        ConfigFixResult result = ConfigFixer.Fix("/w/config/pkg.yaml", Encoding.UTF8.GetBytes(faulty));

        Assert.Equal("active_profile: x # mine\nsecurity: {redaction: {enabled: false}}\nsnapshots: {keep: 30d}\n", Encoding.UTF8.GetString(result.Bytes));
        Assert.True(result.File.IsValid);
    }

    [Fact]
    public void A_description_is_all_that_another_file_needs()
    {
        DescribedFile file = DescribedConfig.Parse(
            DiagnosticExample.DemandingFile,
            "/w/config/demanding.yaml",
            Encoding.UTF8.GetBytes("exceptions:\n  - {rule: a, expires: 2w, quiet: true}\n  - {ruel: b}\n  - {expires: soon}\n  - c\n"));

        Assert.Equal(["AG1033", "AG1080", "AG1081", "AG1034"], file.Diagnostics.Select(found => found.Code));
        List<ConfigSection> sections = file.Section.Value<List<ConfigSection>>("exceptions")!;
        Assert.Equal(3, sections.Count);
        Assert.Equal(TimeSpan.FromDays(14), sections[0].Value<TimeSpan?>("expires"));
        Assert.True(sections[0].Value<bool?>("quiet"));
        Assert.Equal("b", sections[1].Value<string>("rule"));
        Assert.Null(sections[2].Value<TimeSpan?>("expires"));
    }

    [Fact]
    public void The_published_schema_is_current() => RepositoryFile.AssertIsCurrent(
        "config/pkg.schema.json", Encoding.UTF8.GetString(DescribedSchema.Generate(SettingsDescription.Value)));

    [Fact]
    public void Schema_and_reader_judge_files_alike()
    {
        string[] good = CorpusFiles.In("pkg-good");
        string[] bad = CorpusFiles.In("pkg-bad");
        Assert.All(good, path => Assert.Empty(Load(path).Diagnostics));
        Assert.All(bad, path => Assert.False(Load(path).IsValid, path));
        string[] files = [.. good.Where(path => new FileInfo(path).Length > 20), .. bad];
        Dictionary<string, (bool IsValid, string Errors)> verdicts =
            SchemaJudge.Judge(DescribedSchema.Generate(SettingsDescription.Value), files);

        Assert.Empty(files.Where(path => verdicts[path].IsValid != Load(path).IsValid).Select(path => $"{Path.GetFileName(path)}: {verdicts[path]}"));
    }

    [Theory]
    [InlineData("24 hours", "24h")]
    [InlineData("5 Minutes", "5m")]
    [InlineData("1 wk", "1w")]
    [InlineData("30days", "30d")]
    [InlineData("7D", "7d")]
    [InlineData("7d", null)]
    [InlineData("hours", null)]
    [InlineData("5 parsecs", null)]
    [InlineData("1.5 hours", null)]
    public void A_duration_in_words_is_understood(string words, string? meant) => Assert.Equal(meant, DurationWords.Meant(words));

    private static DescribedFile Parse(string text) =>
        DescribedConfig.Parse(SettingsDescription.Value, "/w/config/pkg.yaml", Encoding.UTF8.GetBytes(text));

    private static DescribedFile Load(string path) => DescribedConfig.LoadFile(SettingsDescription.Value, path);
}
