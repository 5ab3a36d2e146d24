using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace AuditGraph.Cli.Tests;

/// <summary>What <c>check.links</c> finds, cannot look at, and remembers.</summary>
public sealed class CheckLinksTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>
    /// A link on the page <c>docs/page.md</c>, and what is found: the rule and what the message ends with, or nothing.
    /// </summary>
    public static TheoryData<string, string?> Cases => new()
    {
        { "other.md", null },
        { "./other.md", null },
        { "../README.md", null },
        { "sub/../other.md", null },
        { "nowhere/../other.md", null },
        { "other.md?plain=1#L3", null },
        { "my%20file.md", null },
        { "<my file.md>", null },
        { "%6Fther.md", null },
        { "é.md", null },
        { "%C3%A9.md", null },
        { "100%.md", null },
        { "sub", null },
        { "sub/", null },
        { ".", null },
        { "..", null },
        { "/README.md", null },
        { "/", null },
        { "sub//code.cs", null },
        { "sub/code.cs#L10-L12", null },
        { "sub/code.cs#anything", null },
        { "#title", null },
        { "#Title", "missing-anchor this page does not have; it has '#title'." },
        { "#", null },
        { "#top", null },
        { "#TOP", null },
        { "#user-content-title", null },
        { "#:~:text=words", null },
        { "#title:~:text=words", null },
        { "#%C3%BCber", null },
        { "#über", null },
        { "other.md#part", null },
        { "other.md#id", null },
        { "other.md#L10", null },
        { "other.md#none", "missing-anchor 'docs/other.md' does not have." },
        { "page.html#part", null },
        { "page.html#title", "missing-anchor 'docs/page.html' does not have." },
        { "../README.md#readme", null },
        { "other.md#readme", "missing-anchor 'docs/other.md' does not have." },
        { "none.md", "missing-target 'docs/none.md', which is not there." },
        { "none.md#part", "missing-target 'docs/none.md', which is not there." },
        { "../none/a/b.md", "missing-target 'none/a/b.md', which is not there." },
        { "/docs/none.md", "missing-target 'docs/none.md', which is not there." },
        { "sub/code.cs", null },
        { "sub%2Fcode.cs", "missing-target 'docs/sub/code.cs', which is not there." },
        { "other.md/", "missing-target the folder 'docs/other.md', which is a file." },
        { "other.md/a", "missing-target 'docs/other.md/a', which is not there." },
        { "Other.md", "wrong-case what is spelt 'docs/other.md'." },
        { "../Docs/SUB/code.cs", "wrong-case what is spelt 'docs/sub/code.cs'." },
        { "É.md", "wrong-case what is spelt 'docs/é.md'." },
        { "../../x.md", "outside-workspace out of the workspace." },
        { "/../x.md", "outside-workspace out of the workspace." },
        { "", "empty-target does not say where it leads." },
        { "https://none.example", null },
        { "../link.md", null },
        { "../link.md#part", null },
        { "../link.md#none", "missing-anchor 'docs/other.md' does not have." },
        { "../linked/code.cs", null },
        { "../linked/none.cs", "missing-target 'docs/sub/none.cs', which is not there." },
        { "../dangling", "missing-target 'docs/none', which is not there." },
    };

    [Fact]
    public void A_link_leads_somewhere_or_is_a_finding()
    {
        WriteTree();
        folder.Write("docs/page.md", $"# Title\n# Über\n{string.Concat(Cases.Select(link => $"[a]({link.Data.Item1})\n"))}");
        WriteJob();

        Dictionary<long, string> found = RunAnd(finding => finding)
            .Where(finding => (string?)finding["path"] == "docs/page.md")
            .ToDictionary(finding => (long)finding["line"]!, finding => $"{finding["rule"]} {finding["message"]}");

        // All in one run, and told apart by their lines.
        Assert.Equal(
            Cases.Select((link, index) => (Line: index + 3, Link: link.Data.Item1, Found: link.Data.Item2)).Select(link => $"{link.Link}: {link.Found}"),
            Cases.Select((link, index) => $"{link.Data.Item1}: {Shorten(found.GetValueOrDefault(index + 3), link.Data.Item2)}"));
        Assert.Equal("fail", Verdict());
    }

    [Theory]
    [InlineData("slugs: gitlab", "[a](#a-b)\n# A & B", 0)]
    [InlineData("slugs: github", "[a](#a--b)\n# A & B", 0)]
    [InlineData("slugs: none", "[a](#a)\n# A", 1)]
    [InlineData("slugs: none", "[a](#a)\n<a id=a></a>", 0)]
    [InlineData("slugs: pandoc", "[a](#b)\n# A {#b}", 0)]
    [InlineData("anchors: false", "[a](#none)", 0)]
    [InlineData("root: docs", "[a](/other.md)", 0)]
    [InlineData("root: /docs/", "[a](/README.md)", 1)]
    [InlineData("root: ..", "[a](/README.md)", 1)]
    [InlineData("index: [index.md, README.*]", "[a](.)", 0)]
    [InlineData("index: [index.md, README.*]", "[a](./#top-of-it)\n", 1)]
    [InlineData("index: README.md", "[a](./#readme)\n", 0)]
    [InlineData("index: index.md", "[a](./)", 1)]
    [InlineData("ignore: '^none|\\{\\{'", "[a](none.md) [b](<{{ c }}>) [d](/none.md)", 1)]
    [InlineData("files: '*.txt'", "[a](none.md)", 0)]
    public void The_arguments_say_what_is_checked(string arguments, string page, int findings)
    {
        WriteTree();
        folder.Write("page.md", page);
        WriteJob(arguments);

        Assert.Equal(findings, Run().Length);
    }

    [Theory]
    [InlineData("exclude: [config/, docs/]", "docs/other.md", "the job leaves it out (exclude: docs/)")]
    [InlineData("include: ['*.md']", "docs/sub/code.cs", "the job leaves it out (include: no pattern takes it)")]
    [InlineData("include: ['*.md']", "docs/sub", "the job leaves it out (include: no pattern takes it)")]
    [InlineData("exclude: [config/]", "exports/a.md", "every job leaves it out")]
    [InlineData("exclude: [config/]", ".git/config", "every job leaves it out")]
    [InlineData("exclude: [config/]", "out/a.md", "it is a symbolic link out of the workspace, or one of too many")]
    [InlineData("exclude: [config/]", "loop", "it is a symbolic link out of the workspace, or one of too many")]
    public void What_cannot_be_told_is_not_dead_and_not_passed_over(string arguments, string link, string reason)
    {
        WriteTree();
        File.CreateSymbolicLink(folder["out"], "/tmp");
        File.CreateSymbolicLink(folder["loop"], "loop");
        folder.Write("page.md", $"[a]({link}) [b]({link})\n");
        WriteJob(arguments);

        Assert.Empty(Run());
        Assert.Equal("warn", Verdict());
        Assert.Equal($"2 links lead to it, but {reason}.", (string?)Assert.Single(Report()["notChecked"]!.AsArray())!["reason"]);
        Assert.Equal(2, (long)Assert.Single(NotChecked())!["links"]!);
    }

    [Fact]
    public void Of_very_many_targets_that_are_left_out_the_first_are_told()
    {
        folder.Write("page.md", string.Concat(Enumerable.Range(0, 1002).Select(number => $"[a](vendor/{number:0000})\n")));
        WriteJob("exclude: [config/, vendor/]");

        Assert.Empty(Run());
        Assert.Equal(
            ["1 link leads to it, but the job leaves it out (exclude: vendor/).", "2 more targets could not be told."],
            Report()["notChecked"]!.AsArray().Select(gap => (string?)gap!["reason"]).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(1001, Report()["notChecked"]!.AsArray().Count);
    }

    [Fact]
    public void What_was_not_seen_is_told_once_and_is_not_dead()
    {
        folder.Write("page.md", "[a](pipe) [b](pipe#x)\n");
        using (Process made = Process.Start("mkfifo", folder["pipe"]))
        {
            made.WaitForExit();
        }

        WriteJob("on_unreadable: warn");

        Assert.Empty(Run());
        Assert.Equal("warn", Verdict());
        Assert.Equal("pipe", (string?)Assert.Single(Report()["notChecked"]!.AsArray())!["path"]);
        Assert.Equal("what was not seen 2", NotChecked().Select(count => $"{count!["leadsTo"]} {count["links"]}").Single());
    }

    [Fact]
    public void What_git_ignores_is_not_dead()
    {
        folder.Write("page.md", "[a](build/a.md) [b](none.md)\n");
        folder.Write(".gitignore", "build/\n");
        WriteJob("respect_gitignore: true", "fallback: allow");

        Assert.Equal(["links.missing-target page.md 1:17-1:29"], Run());
    }

    [Fact]
    public void Pages_that_cannot_be_looked_at_are_told_and_their_anchors_are_not_missed()
    {
        folder.Write("page.md", "[a](deep.md#x) [b](large.md#x) [c](binary.md#x) [d](latin.md#x\u00fcx)\n");
        folder.Write("deep.md", new string('>', 10_000));
        File.WriteAllBytes(folder["large.md"], new byte[(4 << 20) + 1]);
        folder.Write("binary.md", "# x\0");
        File.WriteAllBytes(folder["latin.md"], Encoding.Latin1.GetBytes("# x\u00ffx"));
        WriteJob("on_unreadable: warn");

        Assert.Equal(["links.missing-anchor page.md 1:32-1:48", "links.missing-anchor page.md 1:49-1:66"], Run());
        Assert.Equal(
            ["deep.md: It is nested more deeply than Markdown is read. warn", "large.md: It is larger than the 4 MiB of Markdown that are read. warn"],
            Report()["notChecked"]!.AsArray().Select(gap => $"{gap!["path"]}: {gap["reason"]} {gap["verdict"]}"));
        Assert.Equal(["an anchor of a page that could not be looked at 2"], NotChecked().Select(count => $"{count!["leadsTo"]} {count["links"]}"));
        Assert.Equal(1, (long)Report()["lookedAt"]!["binary"]!);
    }

    [Fact]
    public void Every_link_that_is_not_checked_is_counted()
    {
        WriteTree();
        folder.Write("page.md", "[a](https://b) <c@d.e> www.f.g [h](//i) [j](docs/sub/code.cs#L1) [k](docs/other.md#L1) [l](x.md) ![m](data:n)\n");
        WriteJob("ignore: ^x");

        Assert.Empty(Run());
        Assert.Equal(
            ["// 1", "a line number 1", "an anchor of what is neither Markdown nor HTML 1", "data: 1", "http: 1", "https: 1", "mailto: 1", "matches ignore 1"],
            NotChecked().Select(count => $"{count!["leadsTo"]} {count["links"]}"));
    }

    [Fact]
    public void A_job_without_a_page_is_not_green()
    {
        folder.Write("f.txt", "");
        WriteJob();

        Run();
        Assert.Equal(("warn", "No file matches 'files'."), (Verdict(), (string?)Report()["notChecked"]![0]!["reason"]));
    }

    [Fact]
    public void A_finding_stays_the_same_when_it_moves_and_of_very_many_the_first_are_told()
    {
        folder.Write("page.md", "[a](none.md)\n");
        WriteJob();
        Run();
        folder.Write("page.md", "\n[b](none.md)\n[c](other.md)\n");
        Assert.Equal(["new 3:1-3:14", "unchanged 2:1-2:13"], RunAnd(finding => $"{finding["state"]} {Place(finding)}").Order(StringComparer.Ordinal));

        folder.Write("page.md", string.Concat(Enumerable.Range(0, 1500).Select(number => $"[a]({number})\n")));
        Assert.Equal(1000, RunAnd(finding => (string?)finding["state"]).Count(state => state == "new"));
        Assert.Equal("Of its 1,500 findings only the first 1,000 are listed.", (string?)Report()["notChecked"]![0]!["reason"]);
    }

    [Fact]
    public void A_report_is_taken_again_until_a_file_or_an_argument_changes()
    {
        WriteTree();
        folder.Write("page.md", "[a](docs/other.md)\n");
        WriteJob();
        Assert.Equal("fresh", (string?)RunJob()["origin"]);
        Assert.Equal("reused", (string?)RunJob()["origin"]);

        File.Delete(folder["docs/other.md"]);
        JsonNode run = RunJob();
        Assert.Equal(("fresh", "input_removed"), ((string?)run["origin"], (string?)run["reasons"]![0]!["code"]));
        Assert.Equal("fail", (string?)run["verdict"]);

        WriteJob("ignore: other");
        run = RunJob();
        Assert.Equal(("fresh", "args_changed"), ((string?)run["origin"], (string?)run["reasons"]![0]!["code"]));
    }

    [Fact]
    public void A_content_that_is_known_is_not_read_again()
    {
        folder.Write("a.md", "# A\n[a](b.md#b) [c](c.html#d) <https://e> [f](none.md)\n");
        folder.Write("b.md", "# B\n");
        folder.Write("c.html", "<p id=d>");
        folder.Write("copy.md", "# B\n");
        WriteJob("files: '*.md'");
        Assert.Equal("Read 3 contents of 3 files", ReadsOfRun());
        Assert.Equal("Read 0 contents of 3 files", ReadsOfRun());
        string report = File.ReadAllText(folder["exports/reports/links.json"]);

        // A page that lost its anchor is read; the one that leads to it is not.
        folder.Write("b.md", "# C\n");
        Assert.Equal("Read 1 content of 3 files", ReadsOfRun());
        Assert.Equal(2, Run().Length);
        folder.Write("b.md", "# B\n");
        Run();
        Directory.Delete(folder[".pkg/profiles/default/cache"], recursive: true);
        Assert.Equal("Read 3 contents of 3 files", ReadsOfRun());
        Assert.Equal(report, File.ReadAllText(folder["exports/reports/links.json"]));
        WriteJob("files: '*.md'", "slugs: gitlab");
        Assert.Equal("Read 3 contents of 3 files", ReadsOfRun());
    }

    [Theory]
    [InlineData("damaged")]
    [InlineData("cut")]
    public void A_cache_that_is_damaged_says_nothing(string harm)
    {
        folder.Write("a.md", "[a](none.md)\n");
        WriteJob();
        Run();
        string cache = folder[".pkg/profiles/default/cache/check-links.links.index"];
        byte[] content = File.ReadAllBytes(cache);
        content[^40] ^= (byte)(harm == "damaged" ? 1 : 0);
        File.WriteAllBytes(cache, harm == "cut" ? content[..^1] : content);

        Assert.Equal("Read 1 content of 1 file", ReadsOfRun());
    }

    [Theory]
    [MemberData(nameof(GoldenReport.FormatsOfChecks), MemberType = typeof(GoldenReport))]
    public void The_report_is_as_it_was_approved(string format)
    {
        WriteTree();
        folder.Write("docs/page.md", "# Title\n[a](none.md) [b](Other.md) ![c](../../x.png) [d](other.md#<b>) [e][f] [g]() <https://h>\n\n[i]: ../vendor/j.md\n");
        WriteJob("exclude: [config/, vendor/]", "index: README.md");
        string run = (string)RunJob()["run"]!;

        GoldenReport.AssertIsCurrent("check-links", folder.Root, run, format);
    }

    private static string? Shorten(string? found, string? expected)
    {
        if (found is null || expected is null)
        {
            return found;
        }

        string[] words = expected.Split(' ', 2);
        return found.StartsWith($"links.{words[0]} ", StringComparison.Ordinal) && found.EndsWith(words[1], StringComparison.Ordinal) ? expected : found;
    }

    private static string Place(JsonNode finding) => $"{finding["line"]}:{finding["column"]}-{finding["endLine"]}:{finding["endColumn"]}";

    private void WriteTree()
    {
        folder.Write("README.md", "# Project\n");
        folder.Write("docs/other.md", "\ufeff# Other\r\n## Part\r\n<a id=\"id\"></a>\r\n");
        folder.Write("docs/page.html", "<h1>Title</h1><p id='part'>");
        folder.Write("docs/my file.md", "");
        folder.Write("docs/é.md", "");
        folder.Write("docs/100%.md", "");
        folder.Write("docs/sub/code.cs", "");
        File.CreateSymbolicLink(folder["link.md"], "docs/../docs/other.md");
        File.CreateSymbolicLink(folder["linked"], "./docs/sub/");
        File.CreateSymbolicLink(folder["dangling"], "docs/none");
    }

    private void WriteJob(params string[] arguments) => folder.Write(
        "config/jobs.yaml",
        $$"""
        jobs:
          links:
            output: {format: json}
            controls: [A.8.9]
            action:
              type: check.links
              args:
                {{string.Join("\n        ", arguments.Any(line => line.StartsWith("exclude", StringComparison.Ordinal)) ? arguments : [.. arguments, "exclude: [config/]"])}}

        """);

    private JsonNode RunJob() => CommandLine.Run(folder.Root, "jobs", "run", "links").Json;

    private T[] RunAnd<T>(Func<JsonNode, T> show)
    {
        JsonNode run = RunJob();
        return [.. CommandLine.Run(folder.Root, "findings", (string)run["run"]!).Json["findings"]!.AsArray()
            .Where(finding => (string)finding!["state"]! != "absent").Select(finding => show(finding!))];
    }

    private string[] Run() => [.. RunAnd(finding => $"{finding["rule"]} {finding["path"]} {Place(finding)}").Order(StringComparer.Ordinal)];

    private JsonNode Report() => JsonNode.Parse(File.ReadAllText(folder["exports/reports/links.json"]))!;

    private JsonArray NotChecked() => Report()["linksNotChecked"]!.AsArray();

    private string? Verdict() => (string?)Report()["summary"]!["verdict"];

    private string ReadsOfRun()
    {
        string told = CommandLine.Run(folder.Root, "jobs", "run", "links", "--force", "--verbose").Error;
        int start = told.IndexOf("Read ", StringComparison.Ordinal);
        return told[start..told.IndexOf(" with links", start, StringComparison.Ordinal)];
    }
}
