using System.Text;
using System.Text.Json;
using AuditGraph.Core.Actions.Links;

namespace AuditGraph.Core.Tests.Actions.Links;

/// <summary>The anchors of headings by the rules of those who show them.</summary>
public sealed class SlugTests : IDisposable
{
    private static readonly NodePackages Peer = new("slug-peer");

    // Characters that Unicode 13 has, which is what github-slugger knows: ASCII, Latin, Greek, Cyrillic, Hebrew, Devanagari, Thai,
    // punctuation, symbols, letters in circles, kana, CJK, Hangul, Deseret, mathematical letters, letters in squares, emoji.
    private static readonly (int First, int Last)[] Characters =
    [
        (0x20, 0x7e), (0x20, 0x7e), (0x41, 0x5a), (0xa0, 0x17f), (0x300, 0x36f), (0x391, 0x3a1), (0x3a3, 0x3c9), (0x400, 0x45f),
        (0x5d0, 0x5ea), (0x905, 0x939), (0x966, 0x96f), (0xe01, 0xe30), (0x2000, 0x206f), (0x20a0, 0x20bf), (0x2100, 0x214f),
        (0x2160, 0x2188), (0x2190, 0x21ff), (0x2460, 0x24ff), (0x3041, 0x3096), (0x4e00, 0x4e20), (0xac00, 0xac20), (0xfe30, 0xfe4f),
        (0x10400, 0x1044f), (0x1d400, 0x1d454), (0x1f130, 0x1f189), (0x1f300, 0x1f320), (0x130, 0x131), (0x3a3, 0x3a3), (0x2d, 0x2d),
    ];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("github", "Hello, World! (v2.0)  x_y", "hello-world-v20--x_y")]
    [InlineData("github", "🚀 Über ΟΔΟΣ & İ", "-über-οδος--i\u0307")]
    [InlineData("github", "!!!", "")]
    [InlineData("gitlab", " Hello, World! (v2.0) -- x_y ", "hello-world-v20-x_y")]
    [InlineData("gitlab", "2024", "anchor-2024")]
    [InlineData("gitbook", "Hello, World! (v2.0)  x-y", "hello-world-v20--x-y")]
    [InlineData("gitbook", "& Über", "über")]
    [InlineData("pandoc", "3. *My* Title, v2.0_b!", "my-title-v2.0_b")]
    [InlineData("pandoc", "2024", "section")]
    public void A_heading_has_an_anchor(string rule, string heading, string expected) =>
        Assert.Equal(expected, SlugRules.Slug(SlugRules.Of(rule), heading.Replace("*", "", StringComparison.Ordinal)));

    [Theory]
    [InlineData("github", "a a-1 a a", "a a-1 a-2 a-3")]
    [InlineData("gitlab", "a a-1 a a", "a a-1 a-1 a-2")]
    [InlineData("pandoc", "a a-1 a a", "a a-1 a-2 a-3")]
    [InlineData("none", "a b", " ")]
    public void Equal_headings_have_numbers(string rule, string headings, string expected)
    {
        var anchors = new HeadingAnchors(SlugRules.Of(rule));

        Assert.Equal(expected, string.Join(' ', headings.Split(' ').Select(anchors.Next)));
    }

    [Fact]
    public void The_anchors_of_GitHub_are_those_that_github_slugger_makes()
    {
        Peer.Require();
        var random = new Random(20261129);
        string[][] pages = [.. Enumerable.Range(0, 10_000).Select(_ => Enumerable.Range(0, 10).Select(_ => Heading(random)).ToArray())];
        folder.Write("pages.json", JsonSerializer.Serialize(pages));

        string[] theirs = Peer.Run("slug.mjs", folder["pages.json"]);

        Assert.Equal(pages.Length, theirs.Length);
        foreach ((string[] headings, string line) in pages.Zip(theirs))
        {
            var anchors = new HeadingAnchors(SlugRule.GitHub);
            Assert.Equal(JsonSerializer.Deserialize<string[]>(line), headings.Select(anchors.Next));
        }
    }

    // Some are short, so that equal ones come up.
    private static string Heading(Random random)
    {
        var heading = new StringBuilder();
        for (int length = random.Next(3) == 0 ? 1 : random.Next(1, 12); length > 0; length--)
        {
            (int first, int last) = Characters[random.Next(Characters.Length)];
            heading.Append(random.Next(4) == 0 ? "aA -1"[random.Next(5)].ToString() : new Rune(random.Next(first, last + 1)).ToString());
        }

        return heading.ToString();
    }
}
