using System.Text;
using AuditGraph.Core.Actions.Links;

namespace AuditGraph.Core.Tests.Actions.Links;

/// <summary>
/// Pages that are meant to be slow, or to overflow the stack. None is timed: without the bounds they take minutes.
/// </summary>
public sealed class HostilePageTests
{
    private static readonly Dictionary<string, Func<string>> Pages = new()
    {
        ["brackets"] = () => Repeat("[", 1_000_000),
        ["closing brackets"] = () => Repeat("]", 250_000),
        ["images"] = () => Repeat("![", 125_000),
        ["pairs of brackets"] = () => Repeat("[", 125_000) + Repeat("][]", 50_000),
        ["stars"] = () => Repeat("*", 250_000),
        ["stars and words"] = () => Repeat("*a ", 75_000),
        ["stars and underscores"] = () => Repeat("**_", 75_000),
        ["quotes"] = () => Repeat(">", 250_000),
        ["lists"] = () => Repeat("- ", 125_000),
        ["backticks"] = () => Repeat("`", 250_000),
        ["less-than signs"] = () => Repeat("<", 250_000),
        ["instructions"] = () => "x" + Repeat("<?", 125_000),
        ["declarations"] = () => "x" + Repeat("<!A ", 62_500),
        ["sections"] = () => "x" + Repeat("<![CDATA[", 27_500),
        ["comments"] = () => "x" + Repeat("<!-- ", 200_000),
        ["destinations"] = () => Repeat("[a](", 62_500),
        ["definitions"] = () => string.Concat(Enumerable.Range(0, 50_000).Select(number => $"[{number}]: x\n")),
        ["definitions in a quote"] = () => string.Concat(Enumerable.Range(0, 50_000).Select(number => $"> [{number}]: x\n")),
        ["footnotes"] = () => Repeat("[^a]: x\n\n", 25_000),
        ["underlines"] = () => Repeat("a\n=\n", 62_500),
        ["tags"] = () => Repeat("<div>", 100_000),
        ["headings in HTML"] = () => "<div>" + Repeat("<h1>a<b>", 50_000),
    };

    private static readonly Dictionary<string, Func<string>> HtmlPages = new()
    {
        ["nested"] = () => Repeat("<div>", 100_000),
        ["formatting"] = () => Repeat("<b><p>", 25_000),
        ["less-than signs"] = () => Repeat("<", 250_000),
        ["attributes"] = () => "<a " + string.Concat(Enumerable.Range(0, 50_000).Select(number => $"b{number}=1 ")) + ">",
        ["equal attributes"] = () => "<a " + Repeat("href=b ", 50_000) + ">",
        ["open quote"] = () => Repeat("<a href=\"", 50_000),
        ["references"] = () => "<a href='" + Repeat("&amp", 62_500) + "'>",
        ["candidates"] = () => "<img srcset='" + Repeat(",", 250_000) + "'>",
    };

    public static TheoryData<string> MarkdownNames => [.. Pages.Keys];

    public static TheoryData<string> HtmlNames => [.. HtmlPages.Keys];

    [Theory]
    [MemberData(nameof(MarkdownNames))]
    public void Markdown_that_is_meant_to_be_slow_is_read_or_refused(string name) => Read(Pages[name](), PageFormat.Markdown);

    [Theory]
    [MemberData(nameof(HtmlNames))]
    public void HTML_that_is_meant_to_be_slow_is_read(string name) => Assert.Equal(PageObstacle.None, Read(HtmlPages[name](), PageFormat.Html).Obstacle);

    [Theory]
    [InlineData("destinations", PageObstacle.TooIntricate)]
    [InlineData("definitions in a quote", PageObstacle.TooIntricate)]
    [InlineData("brackets", PageObstacle.TooDeep)]
    [InlineData("quotes", PageObstacle.TooDeep)]
    public void What_is_refused_is_said(string name, object expected) => Assert.Equal(expected, Read(Pages[name](), PageFormat.Markdown).Obstacle);

    [Fact]
    public void More_links_than_are_looked_at_are_an_obstacle() =>
        Assert.Equal(PageObstacle.TooMany, Read(Repeat("[a](b)\n\n", PageYield.Most + 1), PageFormat.Markdown).Obstacle);

    [Fact]
    public void Large_pages_of_what_people_write_are_read()
    {
        string row = "| [name](https://example.org/name) | `code` <!-- x --> | [page](docs/page.md), [other](docs/other.md) ![](a.png) |\n";
        string image = $"![](data:image/png;base64,{Repeat("iVBORw0KGgo", 30_000)})\n\n";
        string definitions = string.Concat(Enumerable.Range(0, 5000).Select(number => $"[{number}]: docs/{number}.md\n"));
        string code = $"```php\n{Repeat("<?php echo 1; ?>\n", 2000)}```\n";

        PageYield page = Read($"| a | b | c |\n|---|---|---|\n{Repeat(row, 10_000)}\n{image}{Repeat("Title\n===\n\n", 5000)}{definitions}\n{code}", PageFormat.Markdown);

        Assert.Equal(PageObstacle.None, page.Obstacle);
        Assert.Equal((30_000 + 10_000, 10_001), (page.Links.Count, page.Elsewhere.Sum(count => count.Value)));
    }

    private static PageYield Read(string text, PageFormat format) =>
        new PageQuestion(format, SlugRule.GitHub).Answer(Encoding.UTF8.GetBytes(text));

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
