using AuditGraph.Core.Actions.Links;

namespace AuditGraph.Core.Tests.Actions.Links;

/// <summary>What is a link and what is an anchor in Markdown.</summary>
public sealed class MarkdownPageTests
{
    public static TheoryData<string, string> Links => new()
    {
        { "[a](b.md)", "Link b.md 1:1-1:10" },
        { "é😀 [a](<b c.md> 'title')", "Link b c.md 1:5-1:26" },
        { "a\r\n[b](c)\r\n", "Link c 2:1-2:7" },
        { "> - [a](b)\n>   ![c](d)", "Link b 1:5-1:11, Image d 2:5-2:12" },
        { "[![a](b.png)](c.md)", "Link c.md 1:1-1:20, Image b.png 1:2-1:13" },
        { "| a | b |\n|---|---|\n| [x](y) | `z` |", "Link y 3:3-3:9" },
        { "[a]()", "Link  1:1-1:6" },
        { "[a](b\\_c&amp;d)", "Link b_c&d 1:1-1:16" },
        { "[a][b]\n\n[b]: c.md 'x'", "Definition c.md 3:1-3:14" },
        { "[b]\n\n[B]: c.md", "Definition c.md 3:1-3:10" },
        { "[a]: b.md\n\n[//]: # (a comment)", "Definition b.md 1:1-1:10, UnusedLabel a 1:1-1:10, Definition # 3:1-3:20" },
        {
            "[a][b] ![c][d] [e][] [[f][g]][h]",
            "UndefinedLabel b 1:1-1:7, UndefinedLabel d 1:9-1:15, UndefinedLabel e 1:16-1:21, UndefinedLabel h 1:22-1:33, UndefinedLabel g 1:23-1:29"
        },
        { "matrix[0][1] \\[a][b] [a\\][b] [^1][^2] `[a][b]` [note] <a b=\"[c][d]\">", "" },
        { "- [ ] a\n- [x] b\n\n> [!NOTE]\n> c", "" },
        { "    [a](b)\n\n```\n[a](b)\n```\n\n`[a](b)`\n\n<!-- [a](b) <a href=\"c\"> -->", "" },
        { "---\na: b\nlink: '[a](b)'\n---\n[c](d)", "Link d 5:1-5:7" },
        { "a[^1]\n\n[^1]: [b](c)", "Link c 3:7-3:13" },
        { "a <a href='b.html'>c</a>\n\n<p>\n  <img src=\"d.png\">\n</p>", "Link b.html 1:6-1:10, Image d.png 4:8-4:11" },
        { "<https://a.b> https://c.d www.e.f <g@h.i> [j](mailto:k) [l](//m) [n](HTTPS://o)", "" },
    };

    public static TheoryData<string, string> Anchors => new()
    {
        { "# A b\n\nC d\n===\n\n# *A* `b`", "a-b c-d a-b-1" },
        { "# a-1\n# a\n# a\n# A", "a-1 a a-2 a-3" },
        { "# ![x](y) Z [w](v) &amp; `<b>` <i>u</i>", "-z-w--b-u" },
        { "# a\nb\n\n## c\n##d\n#", "a c" },
        { "Two\nlines\n---", "twolines" },
        { "<a name=b></a><a id='c'></a><p id=\"D\">\n\n<h2 align=center>E <b>f</b></h2>", "b c D e-f" },
        { "<!-- <a id=x> -->\n\n    <a id=x>\n\n`<a id=x>`", "" },
        { "# a {#b .c}", "a-b-c" },
        { "> # a\n\n- # b", "a b" },
    };

    [Theory]
    [MemberData(nameof(Links))]
    public void What_leads_elsewhere_has_a_place(string text, string expected) =>
        Assert.Equal(expected, string.Join(", ", MarkdownPage.Read(text, SlugRule.GitHub).Links.Select(Show)));

    [Theory]
    [MemberData(nameof(Anchors))]
    public void Headings_and_HTML_are_anchors(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', MarkdownPage.Read(text, SlugRule.GitHub).Anchors.Order(new Places(expected))));

    [Theory]
    [InlineData("# a {#b .c}\n# d { .e #f}\n# g {.h}", "b f g")]
    [InlineData("# 1. A  b_c-d.e!\n# 2\n# 3", "a-b_c-d.e section section-1")]
    [InlineData("Two\nlines\n---", "two-lines")]
    public void Pandoc_has_headings_name_themselves(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', MarkdownPage.Read(text, SlugRule.Pandoc).Anchors));

    [Fact]
    public void Links_to_elsewhere_are_counted_by_scheme_and_very_many_schemes_together()
    {
        PageYield page = MarkdownPage.Read(
            "<https://a.b> https://c.d <g@h.i> [j](mailto:k) [l](//m) [n](HTTPS://o) [p]\n\n[p]: q:r", SlugRule.GitHub);
        Assert.Equal("//=1 https:=3 mailto:=2 q:=1", string.Join(' ', page.Elsewhere.Select(count => $"{count.Key}={count.Value}")));

        page = MarkdownPage.Read(string.Join(' ', Enumerable.Range(0, 1000).Select(number => $"[a](s{number}:b)")), SlugRule.GitHub);
        Assert.Equal((21, 1000), (page.Elsewhere.Count, page.Elsewhere.Sum(count => count.Value)));
    }

    private static string Show(PageLink link) =>
        $"{link.Kind} {link.Target} {link.Place.Line}:{link.Place.Column}-{link.Place.EndLine}:{link.Place.EndColumn}";

    /// <summary>The order does not count.</summary>
    private sealed class Places(string expected) : IComparer<string>
    {
        private readonly string[] words = expected.Split(' ');

        public int Compare(string? one, string? other) => Array.IndexOf(words, one).CompareTo(Array.IndexOf(words, other));
    }
}
