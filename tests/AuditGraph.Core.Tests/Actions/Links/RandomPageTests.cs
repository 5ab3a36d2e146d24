using System.Text;
using AuditGraph.Core.Actions.Links;

namespace AuditGraph.Core.Tests.Actions.Links;

/// <summary>Pages of anything.</summary>
public sealed class RandomPageTests
{
    private static readonly string[] Pieces =
    [
        "[", "]", "(", ")", "![", "](", "][", "]: ", "[^a]", "[a]", "<", ">", "</", "<!--", "-->", "<a href=", "<h1>", "</h1>", "<?", "<![CDATA[", "\"", "'", "`",
        "``", "```\n", "*", "**", "_", "~~", "# ", "## ", "=\n", "---\n", "> ", "- ", "1. ", "\n", "\n\n", "\r\n", "\t", "    ", "|", "\\", "&", "&amp;", "{#b}",
        "www.a.b", "https://c", "a", "b.md", "#a", "\0", "\u00e9", "\ud83d\ude00", "\ufeff", ":", "@", "%20", "?",
    ];

    public static TheoryData<int> Numbers => Seeds.To(2);

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Any_text_is_read_and_every_place_is_in_it(int seed)
    {
        var random = new Random(seed);
        for (int count = 0; count < 2000; count++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            string[] lines = text.Split('\n');
            foreach (PageYield page in new[] { MarkdownPage.Read(text, SlugRule.Pandoc), HtmlPage.Read(text, SlugRule.GitHub) })
            {
                Assert.Equal(PageObstacle.None, page.Obstacle);
                Assert.All(page.Links, link => Assert.True(IsIn(link.Place, lines), $"{link} in {Convert.ToHexString(Encoding.UTF8.GetBytes(text))}"));
                Assert.All(page.Links, link => LinkTarget.Parse(link.Target));
            }
        }
    }

    private static bool IsIn(PagePlace place, string[] lines) =>
        place.Line >= 1
        && place.Line <= place.EndLine
        && place.EndLine <= lines.Length
        && place.Column <= lines[place.Line - 1].Length + 1
        && place.EndColumn <= lines[place.EndLine - 1].Length + 1
        && (place.Line < place.EndLine || place.Column <= place.EndColumn);
}
