using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Snapshots.Scopes;

namespace AuditGraph.Core.Tests.Configuration;

/// <summary>Patterns that are well-formed and select nothing, or not what was meant.</summary>
public sealed class GlobAdviceTests
{
    [Theory]
    [InlineData("./docs/**", "AG1082", "docs/**")]
    [InlineData("./README.md", "AG1082", "/README.md")]
    [InlineData("./docs/", "AG1082", "/docs/")]
    [InlineData("!./docs/x", "AG1082", "!docs/x")]
    [InlineData("a/./b", "AG1082", "a/b")]
    [InlineData("a//b", "AG1082", "a/b")]
    [InlineData("a/.", "AG1082", "/a")]
    [InlineData("# x", "AG1082", @"\# x")]
    [InlineData("/", "AG1082", null)]
    [InlineData(".", "AG1082", null)]
    [InlineData("!", "AG1082", null)]
    [InlineData("  ", "AG1082", null)]
    [InlineData("[a", "AG1082", null)]
    [InlineData("[]", "AG1082", null)]
    [InlineData(@"a\", "AG1082", "a")]
    [InlineData(" docs", "AG1083", "docs")]
    [InlineData(@"src\lib", "AG1083", "src/lib")]
    [InlineData(".pkg/**", "AG1083", null)]
    [InlineData("exports/x", "AG1083", null)]
    public void Is_diagnosed_with_what_was_meant(string pattern, string code, string? meant)
    {
        JobConfigDiagnostic found = Assert.Single(Parse($"include: ['{pattern}']").Diagnostics);

        Assert.Equal(code, found.Code);
        Assert.Equal(meant is null ? null : $"'{meant}'", found.Fix?.Replacement);
        Assert.NotNull(found.Suggestion);
        if (meant is not null)
        {
            Assert.Empty(Parse($"include: ['{meant}']").Diagnostics);
        }
    }

    [Theory]
    [InlineData("include: 'a, b'", "include: [\"a\", \"b\"]")]
    [InlineData("include: [x, 'a, b']", "include: [x, \"a\", \"b\"]")]
    [InlineData("exclude: '*.{js,ts}'", "exclude: [\"*.js\", \"*.ts\"]")]
    public void Several_patterns_in_one_are_taken_apart(string wrong, string right)
    {
        string text = Job(wrong);
        JobConfigFile file = ConfigText.Parse(text);
        JobConfigDiagnostic found = Assert.Single(file.Diagnostics);

        Assert.Equal("AG1083", found.Code);
        Assert.True(file.IsValid);
        TextFix fix = found.Fix!;
        Assert.Equal(Job(right), text.Remove(fix.Offset, fix.Length).Insert(fix.Offset, fix.Replacement));
        Assert.Empty(ConfigText.Parse(Job(right)).Diagnostics);
    }

    [Theory]
    [InlineData("        - x\n        - a, b\n        - z\n", "        - x\n        - \"a\"\n        - \"b\"\n        - z\n")]
    [InlineData("        -  'a, b' # both\r\n", "        -  \"a\"\r\n        -  \"b\" # both\r\n")]
    [InlineData("          - '*.{js,ts}'", "          - \"*.js\"\n          - \"*.ts\"")]
    public void Several_patterns_in_one_item_of_a_block_list_become_an_item_each(string wrong, string right)
    {
        string job = wrong.Contains('\r', StringComparison.Ordinal) ? BlockJob.ReplaceLineEndings("\r\n") : BlockJob;
        string text = job + wrong;
        TextFix fix = Assert.Single(ConfigText.Parse(text).Diagnostics).Fix!;

        Assert.Equal(job + right, text.Remove(fix.Offset, fix.Length).Insert(fix.Offset, fix.Replacement));
        Assert.Empty(ConfigText.Parse(job + right).Diagnostics);
    }

    [Fact]
    public void Several_patterns_in_an_item_of_two_lines_are_left_to_the_writer() =>
        Assert.Null(Assert.Single(ConfigText.Parse(BlockJob + "        - \"a,\n          b\"\n").Diagnostics).Fix);

    [Theory]
    [InlineData("docs/**")]
    [InlineData("/*.md")]
    [InlineData(@"\#x")]
    [InlineData("a,v")]
    [InlineData("[a-z]*")]
    [InlineData("[]a]")]
    [InlineData("[!]]x")]
    [InlineData(".github/")]
    [InlineData(".gitignore")]
    [InlineData("..a")]
    [InlineData("!a")]
    [InlineData(@"a\*b")]
    [InlineData("{a}")]
    public void Nothing_is_said_of_a_pattern_that_may_be_meant(string pattern) => Assert.Empty(Parse($"include: ['{pattern}']").Diagnostics);

    /// <summary>A pattern that is said to match nothing indeed matches none of some thousand paths.</summary>
    [Theory]
    [InlineData("./docs/**")]
    [InlineData("a/./b")]
    [InlineData("a//b")]
    [InlineData("/")]
    [InlineData(".")]
    [InlineData("  ")]
    [InlineData("# x")]
    [InlineData("[a")]
    [InlineData(@"a\")]
    public void Indeed_matches_nothing(string pattern)
    {
        IgnorePattern? parsed = IgnorePattern.Parse(System.Text.Encoding.UTF8.GetBytes(pattern));
        string[] names = ["a", "b", "docs", "x", "# x", "[a", ".a", "a\\"];
        foreach (string path in names.SelectMany(top => names.SelectMany(middle => names.Select(last => $"{top}/{middle}/{last}")).Append(top)).Concat(names))
        {
            Assert.False(parsed?.IsMatch(System.Text.Encoding.UTF8.GetBytes(path), isFolder: false) == true, path);
            Assert.False(parsed?.IsMatch(System.Text.Encoding.UTF8.GetBytes(path), isFolder: true) == true, path);
        }
    }

    [Theory]
    [InlineData("reports/n.md", "exports/reports/n.md")]
    [InlineData("./exports/n.md", "exports/n.md")]
    [InlineData("/exports/n.md", "exports/n.md")]
    [InlineData("exports\\n.md", "exports/n.md")]
    [InlineData("../n.md", null)]
    [InlineData("/tmp/n.md", null)]
    [InlineData("~/n.md", null)]
    public void An_output_path_without_exports_is_told_with_the_one_that_was_meant(string path, string? meant)
    {
        JobConfigDiagnostic found = Assert.Single(
            ConfigText.Parse($"jobs: {{a: {{action: {{type: report.changed_since}}, output: {{path: '{path}'}}}}}}").Diagnostics);

        Assert.Equal("AG1049", found.Code);
        Assert.Equal(meant is null ? null : $"did you mean '{meant}'?", found.Suggestion);
    }

    [Theory]
    [InlineData("24 hours", "24h")]
    [InlineData("2 Weeks", "2w")]
    [InlineData("90 min", "90m")]
    public void A_baseline_in_words_is_told_with_the_one_that_was_meant(string since, string meant)
    {
        JobConfigDiagnostic found = Assert.Single(Parse($"since: {since}").Diagnostics);

        Assert.Equal($"did you mean '{meant}'?", found.Suggestion);
        Assert.Equal(meant, found.Fix!.Replacement);
    }

    private static JobConfigFile Parse(string argument) => ConfigText.Parse(Job(argument));

    private const string BlockJob = "jobs:\n  a:\n    action:\n      type: report.changed_since\n      args:\n        include:\n";

    private static string Job(string argument) => $"jobs: {{a: {{action: {{type: report.changed_since, args: {{{argument}}}}}}}}}\n";
}
