using System.Text;
using System.Text.RegularExpressions;
using AuditGraph.Core.Actions.CheckFiles;
using AuditGraph.Core.Actions.Parameters;

namespace AuditGraph.Core.Tests.Actions;

public sealed class LinePatternTests
{
    private static readonly string[] Atoms =
    [
        "a", "a", "a", "b", "b", ".", "[^a]", "[a\\s]", "\\s", "\\w", "\\r", "\\n", "", "(?i)", "(?s)",
        "^", "^", "$", "$", "$", "\\b", "\\B", "\\A", "\\z", "\\Z", "(?m)", "(?-m)", "(?-m)",
    ];

    private static readonly string[] Groups = ["(", "(?:", "(?<n>", "(?i:", "(?m:", "(?-m:", "(?i-m:", "(?s:"];

    private static readonly string[] Pieces = ["a", "a", "b", "A", " ", "\r", "\n", "\n", "\r\n", "\r\n", "\r\r\n", "\u2028"];

    private static readonly string NoLine = $"{ContentFaultKind.TextMissing} :-";

    [Theory]
    [MemberData(nameof(Seeds.To), 5, MemberType = typeof(Seeds))]
    public void A_content_yields_what_each_of_its_lines_by_itself_does(int seed)
    {
        var random = new Random(seed);
        (int faulty, int passed) = (0, 0);
        for (int round = 0; round < 100; round++)
        {
            if (!LinearPattern.TryParse(Expression(random, 3), out Regex? plain, out _))
            {
                continue;
            }

            var demand = new ContentDemand(new LinePattern(plain.ToString()), new LinePattern(plain.ToString()), null, null, null);
            for (int times = 0; times < 40; times++)
            {
                string text = string.Concat(Enumerable.Range(0, random.Next(9)).Select(_ => Pieces[random.Next(Pieces.Length)]));
                string expected = LineByLine(plain, text);
                (faulty, passed) = expected == NoLine ? (faulty, passed + 1) : (faulty + 1, passed);

                IReadOnlyList<ContentFault> faults = ContentChecks.Look(
                    demand, new FileText(Encoding.UTF8.GetBytes(text)), TestContext.Current.CancellationToken);

                string found = string.Join(' ', faults.Select(fault => $"{fault.Kind} {fault.Line}:{fault.Column}-{fault.EndColumn}"));
                Assert.True(expected == found, $"'{plain}' in '{Regex.Escape(text)}': {expected}, not {found}");
            }
        }

        Assert.True(faulty > 200 && passed > 200, $"{faulty} texts that hold such a line and {passed} that do not are too few.");
    }

    [Theory]
    [InlineData("TODO", "a\nb\n", false)]
    [InlineData("TODO", "a\nb TODO c\n", true)]
    [InlineData("^a.*z$", "ab\r\nyz\r\n", false)]
    [InlineData("^a.*z$", "ab\r\naz\r\n", true)]
    [InlineData("^a[^q]*z$", "ab\nyz\n", true)]
    [InlineData(@"a\z", "b\n", true)]
    [InlineData("(?i-m:^a)", "b\n", true)]
    public void Most_texts_are_told_from_those_that_may_hold_such_a_line(string pattern, string text, bool may) =>
        Assert.Equal(may, new LinePattern(pattern).MayMatchLineOf(new FileText(Encoding.UTF8.GetBytes(text))));

    [Theory]
    [InlineData(100_000)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    public void A_line_that_matches_is_found_in_a_long_text_too(int length)
    {
        string line = new('a', length);
        string many = string.Concat(Enumerable.Repeat("aaaaaaaaa\n", length / 10)) + new string('a', length % 10);
        foreach (string text in new[] { $"{line}!\n", $"{line}\n!\n", $"{many}!\n", $"{many}\n!", $"{many}!\n{many}" })
        {
            Assert.True(new LinePattern("^a*!$").MayMatchLineOf(new FileText(Encoding.UTF8.GetBytes(text))));
        }

        Assert.False(new LinePattern("^a*!$").MayMatchLineOf(new FileText(Encoding.UTF8.GetBytes(many))));
    }

    [Theory]
    [InlineData(99_999)]
    [InlineData(100_000)]
    [InlineData(200_000)]
    public void What_none_may_match_is_found_wherever_it_is_in_a_long_line(int place)
    {
        var demand = new ContentDemand(new LinePattern("TODO"), null, null, null, null);
        var text = new FileText(Encoding.UTF8.GetBytes(new string('a', place) + "TODO"));
        Assert.Equal(place + 1, Assert.Single(ContentChecks.Look(demand, text, TestContext.Current.CancellationToken)).Column);
    }

    private static string LineByLine(Regex plain, string text)
    {
        List<string> places = [];
        string[] lines = text.Split('\n');
        for (int index = 0; index < lines.Length && (index < lines.Length - 1 || lines[index].Length > 0); index++)
        {
            string line = index < lines.Length - 1 && lines[index].EndsWith('\r') ? lines[index][..^1] : lines[index];
            if (plain.Match(line) is { Success: true } match)
            {
                places.Add($"{ContentFaultKind.TextForbidden} {index + 1}:{match.Index + 1}-{match.Index + match.Length + 1}");
            }
        }

        return places.Count == 0 ? NoLine : string.Join(' ', places);
    }

    private static string Expression(Random random, int depth)
    {
        var text = new StringBuilder();
        for (int parts = random.Next(1, 4); parts > 0; parts--)
        {
            text.Append(depth > 0 && random.Next(3) == 0
                ? $"{Groups[random.Next(Groups.Length)]}{Expression(random, depth - 1)}){Repetition(random)}"
                : $"{Atoms[random.Next(Atoms.Length)]}{(random.Next(3) == 0 ? Repetition(random) : "")}");
        }

        return random.Next(4) == 0 ? $"{text}|{Atoms[random.Next(Atoms.Length)]}" : text.ToString();
    }

    private static string Repetition(Random random) => new[] { "", "", "*", "+", "?", "{2}", "*?" }[random.Next(7)];
}
