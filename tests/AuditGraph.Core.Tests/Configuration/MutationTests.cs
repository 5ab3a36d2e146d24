using AuditGraph.Core.Configuration;
using FsCheck;
using FsCheck.Fluent;

namespace AuditGraph.Core.Tests.Configuration;

/// <summary>Whatever is done to a configuration, the answer is a list of findings with places in the file.</summary>
public sealed class MutationTests
{
    private const int MutatedCases = 20_000;
    private const int GeneratedCases = 3_000;

    public static TheoryData<int> FewSeeds => Seeds.To(1);

    [Theory]
    [MemberData(nameof(FewSeeds))]
    public void Mutated_configurations_never_break_the_reader(int seed)
    {
        var random = new Random(seed);
        string[] good = CorpusFiles.In("good");
        byte[][] corpus = [.. good.Select(File.ReadAllBytes)];
        for (int index = 0; index < MutatedCases; index++)
        {
            int pick = random.Next(corpus.Length);
            byte[] mutated = Mutation.Of(corpus[pick], corpus[random.Next(corpus.Length)], random);
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
        Gen<string> text = Gen.Elements(Mutation.Pieces).ListOf().Select(pieces => string.Concat(pieces));
        Prop.ForAll(text.ToArbitrary(), piece => Findings.AssertPlaced(ConfigText.Parse("jobs:\n a:\n  " + piece))).Holds(GeneratedCases);
    }

    [Fact]
    public void Any_bytes_are_answered_with_findings_in_place() =>
        Prop.ForAll<byte[]>(bytes => Findings.AssertPlaced(JobConfig.Parse(ConfigText.YamlPath, bytes ?? [], ConfigText.Root)))
            .Holds(GeneratedCases);

    [Theory]
    [MemberData(nameof(FewSeeds))]
    public void Line_ends_move_no_finding(int seed)
    {
        var random = new Random(seed);
        string[] corpus =
        [
            .. CorpusFiles.In("good").Concat(CorpusFiles.In("bad")).Select(File.ReadAllText).Where(text => !text.Contains('\r', StringComparison.Ordinal)),
        ];
        for (int index = 0; index < 2_000; index++)
        {
            string text = corpus[random.Next(corpus.Length)];
            int at = random.Next(text.Length);
            text = text.Insert(at, Mutation.Pieces[random.Next(Mutation.Pieces.Length)].Replace("\r", "", StringComparison.Ordinal));
            string[] unix = ConfigText.Places(ConfigText.Parse(text));
            string[] windows = ConfigText.Places(ConfigText.Parse(text.Replace("\n", "\r\n", StringComparison.Ordinal)));
            Assert.True(unix.SequenceEqual(windows), $"seed {seed}, case {index}: {text}\n{string.Join('\n', unix)}\n---\n{string.Join('\n', windows)}");
        }
    }
}
