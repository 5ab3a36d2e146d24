using System.Globalization;
using System.Text;
using AuditGraph.Core.Configuration;
using FsCheck;
using FsCheck.Fluent;

namespace AuditGraph.Core.Tests.Configuration;

/// <summary>Whatever is done to a configuration, the answer is a list of findings with places in the file.</summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private const int MutatedCases = 20_000;
    private const int GeneratedCases = 3_000;

    private static readonly string[] Pieces =
    [
        "\t", " ", "\n", "\r\n", "\r", ":", ": ", "- ", "? ", "[", "]", "{", "}", ",", "#", " #", "&a ", "*a", "!x ", "!!str ", "|\n", ">-\n",
        "'", "\"", "\\", "%YAML 1.1\n", "---\n", "...\n", "<<: ", "@", "`", "~", "null", "no", "017", "1_000", "\0", "\u0085",
        "\u2028", "\ufeff", "\ud83d\ude00", "é", "  ", "jobs:", "version: 1\n", "needs: [a]\n", "\\ud800", "\"\\x\"", "\u202e",
    ];

    [Fact]
    public void Mutated_configurations_never_break_the_reader()
    {
        int seed = Seed("mutations");
        var random = new Random(seed);
        string[] good = CorpusFiles.In("good");
        byte[][] corpus = [.. good.Select(File.ReadAllBytes)];
        for (int index = 0; index < MutatedCases; index++)
        {
            int pick = random.Next(corpus.Length);
            byte[] mutated = Mutate(corpus[pick], corpus[random.Next(corpus.Length)], random);
            string path = good[pick].EndsWith(".json", StringComparison.Ordinal) ? ConfigText.JsonPath : ConfigText.YamlPath;
            try
            {
                Findings.AssertPlaced(JobConfig.Parse(path, mutated, ConfigText.Root));
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException(
                    $"seed {seed}, case {index}, from {Path.GetFileName(good[pick])}: {Convert.ToBase64String(mutated)}", failure);
            }
        }
    }

    [Fact]
    public void Any_text_of_the_pieces_of_YAML_is_answered_with_findings_in_place()
    {
        Gen<string> text = Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces));
        Check(Prop.ForAll(text.ToArbitrary(), piece => Findings.AssertPlaced(ConfigText.Parse("jobs:\n a:\n  " + piece))));
    }

    [Fact]
    public void Any_bytes_are_answered_with_findings_in_place() =>
        Check(Prop.ForAll<byte[]>(bytes => Findings.AssertPlaced(JobConfig.Parse(ConfigText.YamlPath, bytes ?? [], ConfigText.Root))));

    [Fact]
    public void Line_ends_move_no_finding()
    {
        int seed = Seed("line ends");
        var random = new Random(seed);
        string[] corpus =
        [
            .. CorpusFiles.In("good").Concat(CorpusFiles.In("bad")).Select(File.ReadAllText).Where(text => !text.Contains('\r', StringComparison.Ordinal)),
        ];
        for (int index = 0; index < 2_000; index++)
        {
            string text = corpus[random.Next(corpus.Length)];
            int at = random.Next(text.Length);
            text = text.Insert(at, Pieces[random.Next(Pieces.Length)].Replace("\r", "", StringComparison.Ordinal));
            string[] unix = ConfigText.Places(ConfigText.Parse(text));
            string[] windows = ConfigText.Places(ConfigText.Parse(text.Replace("\n", "\r\n", StringComparison.Ordinal)));
            Assert.True(unix.SequenceEqual(windows), $"seed {seed}, case {index}: {text}\n{string.Join('\n', unix)}\n---\n{string.Join('\n', windows)}");
        }
    }

    private static byte[] Mutate(byte[] bytes, byte[] other, Random random)
    {
        var mutated = new List<byte>(bytes);
        for (int count = 1 + random.Next(4); count > 0; count--)
        {
            int at = random.Next(mutated.Count + 1);
            int length = Math.Min(random.Next(1, 12), mutated.Count - at);
            switch (random.Next(8))
            {
                case 0:
                    mutated.RemoveRange(at, length);
                    break;
                case 1:
                    mutated.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                case 2 when at < mutated.Count:
                    mutated[at] = (byte)random.Next(256);
                    break;
                case 3:
                    mutated.InsertRange(at, mutated.GetRange(at, length));
                    break;
                case 4:
                    mutated.RemoveRange(at, mutated.Count - at);
                    break;
                case 5:
                    int from = random.Next(other.Length);
                    mutated.InsertRange(at, other.AsSpan(from, Math.Min(40, other.Length - from)).ToArray());
                    break;
                case 6:
                    MoveLine(mutated, random);
                    break;
                default:
                    mutated.Insert(at, (byte)" \t\n:-[]{}'\"#&*!|>%@,?"[random.Next(21)]);
                    break;
            }
        }

        return [.. mutated];
    }

    private static void MoveLine(List<byte> bytes, Random random)
    {
        string[] lines = Encoding.Latin1.GetString([.. bytes]).Split('\n');
        int from = random.Next(lines.Length);
        int to = random.Next(lines.Length);
        (lines[from], lines[to]) = (lines[to], random.Next(2) == 0 ? lines[from] : " " + lines[from]);
        bytes.Clear();
        bytes.AddRange(Encoding.Latin1.GetBytes(string.Join('\n', lines)));
    }

    private static void Check(Property property) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(GeneratedCases).WithQuietOnSuccess(false), property);

    private int Seed(string what)
    {
        // A failure is repeated by setting the seed that it names.
        string? asked = Environment.GetEnvironmentVariable("AUDITGRAPH_TEST_SEED");
        int seed = asked is null ? Random.Shared.Next() : int.Parse(asked, CultureInfo.InvariantCulture);
        output.WriteLine($"{what}: seed {seed}");
        return seed;
    }
}
