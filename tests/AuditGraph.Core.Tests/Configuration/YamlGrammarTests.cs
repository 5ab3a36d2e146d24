using System.Text;
using AuditGraph.Core.Configuration.Syntax;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AuditGraph.Core.Tests.Configuration;

/// <summary>What is read without a finding means the same to another reader of YAML: YamlDotNet's own parser.</summary>
public sealed class YamlGrammarTests(ITestOutputHelper output)
{
    private const int Cases = 5_000;

    public static TheoryData<int> FewSeeds => Seeds.To(2);

    [Fact]
    public void Every_good_configuration_is_understood_as_another_reader_understands_it() =>
        Assert.All(CorpusFiles.In("good").Where(IsYaml), path => AssertSame(File.ReadAllText(path)));

    [Theory]
    [InlineData("{a: b, c: [d, {e: f}, ], }")]
    [InlineData("[a: b, ? c : d, \"e\":f, [], {}, ~]")]
    [InlineData("? a\n: b\n? c\n? d\n: - e\n")]
    [InlineData("a:\n- b\n-\n- - c\n  - d\n-   e: f\n    g:\nh:\n")]
    [InlineData("--- !!map\n&a a: &b !!str b\n...\n# end\n")]
    [InlineData("%TAG !y! tag:yaml.org,2002:\n---\n!y!str a: !<tag:yaml.org,2002:str> b\n")]
    [InlineData("a: |\n  b\n   c\n\nd: >-\n  e\n  f\ng: 'h\n\n  i'\nj: \"k\\tl\\\n  m\"\n")]
    [InlineData("a: &x {b: &y [c]}\n&z d: e\n")]
    [InlineData("--- |\n a\n")]
    [InlineData("{a, b: , ? c}")]
    public void Every_production_is_understood_as_another_reader_understands_it(string text) => AssertSame(text);

    [Theory]
    [InlineData("{a: &x 1, b: c}", "{ 1\"a\" 7\"1\" 10\"b\" 13\"c\" } ")]
    [InlineData("{a: &x 'y', b: *x}", "{ 1\"a\" 7\"y\" 12\"b\" 7\"y\" } ")]
    [InlineData("{&x a\n b: c}", "{ 4\"a b\" 10\"c\" } ")]
    public void A_marked_scalar_between_braces_is_understood_although_the_other_reader_refuses_it(string text, string nodes)
    {
        ConfigDocument document = ConfigReader.Read(ConfigText.YamlPath, Encoding.UTF8.GetBytes(text), expected: null);
        Assert.Empty(document.Diagnostics.ToSorted());
        Assert.Equal(nodes, Nodes(document.Root!));
        Assert.Null(Events(text, out _));
    }

    [Theory]
    [MemberData(nameof(FewSeeds))]
    public void A_mutated_configuration_without_findings_is_understood_as_another_reader_understands_it(int seed)
    {
        var random = new Random(seed);
        byte[][] corpus = [.. CorpusFiles.In("good").Where(IsYaml).Select(File.ReadAllBytes)];
        int compared = 0;
        for (int index = 0; index < Cases; index++)
        {
            byte[] mutated = Mutation.Of(corpus[random.Next(corpus.Length)], corpus[random.Next(corpus.Length)], random);
            ConfigDocument document = ConfigReader.Read(ConfigText.YamlPath, mutated, expected: null);
            if (document.Root is not null && document.Diagnostics.ToSorted().Count == 0
                && Events(document.Source.Text, out string failure) is { } expected)
            {
                Assert.True(
                    Nodes(document.Root) == expected,
                    $"seed {seed}, case {index}: {failure}\n{document.Source.Text}\n---\n{Nodes(document.Root)}\n---\n{expected}");
                compared++;
            }
        }

        output.WriteLine($"{compared} of {Cases} were compared");
        Assert.True(compared > Cases / 10, $"only {compared} of {Cases} mutations left a document to compare");
    }

    private static bool IsYaml(string path) => !path.EndsWith(".json", StringComparison.Ordinal);

    private static void AssertSame(string text)
    {
        ConfigDocument document = ConfigReader.Read(ConfigText.YamlPath, Encoding.UTF8.GetBytes(text), expected: null);
        Assert.Equal(Events(document.Source.Text, out _), Nodes(document.Root!));
    }

    // A mapping in braces, a list in brackets, a value with its offset and its text.
    private static string Nodes(SyntaxNode node)
    {
        var result = new StringBuilder();
        Append(node, result);
        return result.ToString();
    }

    private static void Append(SyntaxNode node, StringBuilder result)
    {
        switch (node)
        {
            case MappingNode mapping:
                result.Append("{ ");
                foreach (MappingEntry entry in mapping.Entries)
                {
                    Append(entry.Key, result);
                    Append(entry.Value, result);
                }

                result.Append("} ");
                break;
            case SequenceNode sequence:
                result.Append("[ ");
                foreach (SyntaxNode item in sequence.Items)
                {
                    Append(item, result);
                }

                result.Append("] ");
                break;
            case ScalarNode { Text.Length: 0 }:
                result.Append("\"\" ");
                break;
            case ScalarNode scalar:
                result.Append(scalar.Span.Start).Append('"').Append(scalar.Text).Append("\" ");
                break;
            default:
                result.Append("? ");
                break;
        }
    }

    private static string? Events(string text, out string failure)
    {
        var result = new StringBuilder();
        failure = "";
        try
        {
            var parser = new Parser(new StringReader(text));
            var marked = new Dictionary<AnchorName, string>();
            while (parser.MoveNext())
            {
                result.Append(NodeOf(parser, text, marked));
            }
        }
        catch (YamlException refused) when (IsMarkInBraces(refused, text))
        {
            return null;
        }
        catch (YamlException refused)
        {
            failure = refused.Message;
        }
        catch (InvalidOperationException)
        {
            // It does not know what to make of a mark of a document's end where no document is, which YAML allows.
            return null;
        }

        return result.ToString();
    }

    // The parser refuses the comma or colon after a marked scalar between braces, which YAML allows (1.2.2, 7.4.2 and 6.9.2).
    private static bool IsMarkInBraces(YamlException refused, string text)
    {
        if (!refused.Message.EndsWith("did not find expected ',' or '}'.", StringComparison.Ordinal))
        {
            return false;
        }

        // It points at the colon, or behind the comma at what comes next.
        string before = text[..(int)refused.Start.Index].TrimEnd();
        before = before.EndsWith(',') ? before[..^1] : before;
        int mark = before.LastIndexOf('&');
        return mark >= 0 && before.AsSpan(mark).IndexOfAny(",[]{}") < 0;
    }

    // The current event's node; what a mark stands for is put in the place of its aliases.
    private static string NodeOf(Parser parser, string text, Dictionary<AnchorName, string> marked)
    {
        if (parser.Current is not NodeEvent read)
        {
            return parser.Current is AnchorAlias alias ? marked[alias.Value] : "";
        }

        string node = read switch
        {
            MappingStart => "{ " + NodesUntil<MappingEnd>(parser, text, marked) + "} ",
            SequenceStart => "[ " + NodesUntil<SequenceEnd>(parser, text, marked) + "] ",
            Scalar { Value.Length: 0 } => "\"\" ",
            Scalar scalar => $"{StartOf(scalar, text)}\"{scalar.Value}\" ",
            _ => throw new InvalidOperationException(),
        };
        if (!read.Anchor.IsEmpty)
        {
            marked[read.Anchor] = node;
        }

        return node;
    }

    private static string NodesUntil<TEnd>(Parser parser, string text, Dictionary<AnchorName, string> marked)
        where TEnd : ParsingEvent
    {
        var nodes = new StringBuilder();
        while (parser.MoveNext() && parser.Current is not TEnd)
        {
            nodes.Append(NodeOf(parser, text, marked));
        }

        return nodes.ToString();
    }

    // The parser points at the anchor and the tag before a value, this reader at the value, which may stand lines below.
    private static int StartOf(Scalar scalar, string text)
    {
        int at = (int)scalar.Start.Index;
        while (at < text.Length && text[at] is '&' or '!' or '#')
        {
            at = After(text, at, text.AsSpan(at).IndexOfAny(text[at] == '#' ? "\r\n" : " \t\r\n"));
            at = After(text, at, text.AsSpan(at).IndexOfAnyExcept(" \t\r\n"));
        }

        return at;
    }

    private static int After(string text, int at, int length) => length < 0 ? text.Length : at + length;
}
