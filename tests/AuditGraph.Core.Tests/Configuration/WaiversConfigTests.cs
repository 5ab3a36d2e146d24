using System.Text;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Configuration.Reading;
using AuditGraph.Core.Configuration.Schema;
using AuditGraph.Core.Tests.Execution;

namespace AuditGraph.Core.Tests.Configuration;

/// <summary><c>config/waivers.yaml</c>: who has set what aside, and until when.</summary>
public sealed class WaiversConfigTests
{
    private static readonly string Fingerprint = new('a', 64);

    [Fact]
    public void Reads_waivers_in_the_order_of_the_file()
    {
        DescribedFile file = Parse(
            $"""
            version: 1
            waivers:
              - rule: files.missing
                path: docs/**
                reason: they come later
                owner: ada
                expires: 2027-01-31
                ticket: ABC-1
              - fingerprint: {Fingerprint}
                reason: an example
                owner: ben
                expires: "2026-12-31"
            """);

        Assert.Empty(file.Diagnostics);
        Assert.Equal(
            [
                new AuditWaiver
                {
                    Rule = "files.missing", Path = "docs/**", Reason = "they come later", Owner = "ada",
                    Expires = new DateOnly(2027, 1, 31), Ticket = "ABC-1",
                },
                new AuditWaiver { Fingerprint = Fingerprint, Reason = "an example", Owner = "ben", Expires = new DateOnly(2026, 12, 31) },
            ],
            WaiversDescription.Read(file.Section));
    }

    [Fact]
    public void Shows_every_mistake_at_once_with_its_place()
    {
        DescribedFile file = Parse(
            $$"""
            waivers:
              - reason: r
                owner: o
                expires: 2027-01-31
              - rule: a
                fingerprint: {{Fingerprint}}
                reson: r
                owner: " "
                expires: 31.1.2027
              - fingerprint: {{Fingerprint}}
                path: docs/**
                reason: r
                owner: o
                expires: 2027-02-30
              - {rule: b, path: ./docs/, reason: r, owner: o, expires: 2027-01-31}
            """);

        Assert.Equal(
            [
                "2:5 AG1087 there is neither; expected 'rule' or 'fingerprint'",
                "6:5 AG1087 'rule' and 'fingerprint' exclude each other; expected 'rule' or 'fingerprint'",
                "7:5 AG1033 'reson' is not a key of an item of 'waivers'; expected one of rule, path, fingerprint, reason, owner, expires, ticket",
                "8:12 AG1081 'owner' is ' '; expected words, at most 4096 characters, none of them a control character other than a line feed or a tab",
                "9:14 AG1081 'expires' is '31.1.2027'; expected a day such as 2027-01-31",
                "11:5 AG1087 'path' means something only beside 'rule', which is not there",
                "14:14 AG1081 'expires' is '2027-02-30'; expected a day such as 2027-01-31",
                "15:21 AG1082 the pattern './docs/' begins with './', which no path of the workspace does",
            ],
            file.Diagnostics.Select(found => $"{found.Line}:{found.Column} {found.Code} {found.Message}"));
    }

    [Fact]
    public void A_waiver_has_expired_when_its_last_day_is_over()
    {
        DescribedFile file = Parse(
            """
            waivers:
              - {rule: a, path: x, reason: r, owner: o, expires: 2026-11-30}
              - {rule: b, path: x, reason: r, owner: o, expires: 2026-11-29}
            """,
            new DateTimeOffset(2026, 11, 30, 23, 59, 59, TimeSpan.Zero));

        Assert.Equal(["3:54 Warning AG1089"], file.Diagnostics.Select(found => $"{found.Line}:{found.Column} {found.Severity} {found.Code}"));
        Assert.True(file.IsValid);
    }

    [Theory]
    [InlineData("rule: a", true)]
    [InlineData("rule: a, path: '**'", true)]
    [InlineData("rule: a, path: '/*'", true)]
    [InlineData("rule: a, path: '*.md'", false)]
    public void Hints_at_a_waiver_that_covers_everything(string target, bool isBroad)
    {
        DescribedFile file = Parse($"waivers: [{{{target}, reason: r, owner: o, expires: 2027-01-31}}]\n");

        Assert.Equal(isBroad ? ["Hint AG1090"] : [], file.Diagnostics.Select(found => $"{found.Severity} {found.Code}"));
    }

    [Fact]
    public void Warns_of_a_waiver_that_an_earlier_one_makes_useless()
    {
        DescribedFile file = Parse(
            """
            waivers:
              - {rule: a, path: x, reason: r, owner: o, expires: 2027-01-31}
              - {rule: a, path: z, reason: r, owner: o, expires: 2027-01-31}
              - {rule: a, path: x, reason: other, owner: other, expires: 2028-01-31}
            """);

        Assert.Equal(["4:6 Warning AG1088"], file.Diagnostics.Select(found => $"{found.Line}:{found.Column} {found.Severity} {found.Code}"));
    }

    [Fact]
    public void The_example_of_the_documentation_is_right()
    {
        string page = File.ReadAllText(RepositoryFile.PathOf("docs/findings.md"));
        string example = page.Split("```yaml\n")[1].Split("```")[0];

        DescribedFile file = Parse(example);

        Assert.Empty(file.Diagnostics);
        Assert.Equal(2, WaiversDescription.Read(file.Section).Count);
    }

    [Fact]
    public void The_published_schema_is_current() => RepositoryFile.AssertIsCurrent(
        "config/waivers.schema.json", Encoding.UTF8.GetString(DescribedSchema.Generate(WaiversDescription.Value)));

    [Fact]
    public void Schema_and_reader_judge_files_alike()
    {
        string[] good = CorpusFiles.In("waivers-good");
        string[] bad = CorpusFiles.In("waivers-bad");
        Assert.NotEmpty(good);
        Assert.All(good, path => Assert.Empty(Load(path).Diagnostics));
        Assert.All(bad, path => Assert.False(Load(path).IsValid, path));
        string[] files = [.. good, .. bad];
        Dictionary<string, (bool IsValid, string Errors)> verdicts =
            SchemaJudge.Judge(DescribedSchema.Generate(WaiversDescription.Value), files);

        Assert.Empty(files.Where(path => verdicts[path].IsValid != Load(path).IsValid).Select(path => $"{Path.GetFileName(path)}: {verdicts[path]}"));
    }

    private static DescribedFile Parse(string text, DateTimeOffset? now = null) => DescribedConfig.Parse(
        WaiversDescription.Value, "/w/config/waivers.yaml", Encoding.UTF8.GetBytes(text),
        now is { } moment ? new ManualClock { Offset = moment - new ManualClock().GetUtcNow() } : new ManualClock());

    private static DescribedFile Load(string path) => DescribedConfig.LoadFile(WaiversDescription.Value, path);
}
