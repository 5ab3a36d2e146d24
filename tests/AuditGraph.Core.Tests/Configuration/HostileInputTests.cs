using System.Text;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Configuration.Diagnostics;

namespace AuditGraph.Core.Tests.Configuration;

public sealed class HostileInputTests
{
    private static readonly Dictionary<string, Func<string>> Bombs = new()
    {
        ["brackets"] = () => new string('[', 100_000),
        ["brackets on lines"] = () => Repeat("[\n", 100_000),
        ["braces"] = () => Repeat("{a: ", 100_000),
        ["dashes"] = () => Repeat("- ", 100_000),
        ["questions"] = () => Repeat("? ", 100_000),
        ["indentation"] = () => string.Concat(Enumerable.Range(0, 1_000).Select(depth => new string(' ', depth) + "a:\n")),
        ["anchors"] = () => Repeat("&a ", 100_000),
        ["tags"] = () => Repeat("!a ", 100_000),
        ["quotes"] = () => Repeat("'", 100_001),
        ["colons"] = () => Repeat(":", 100_000),
        ["commas"] = () => "[" + Repeat(",", 100_000),
        ["closings"] = () => Repeat("]", 100_000),
        ["pipes"] = () => Repeat("|\n", 100_000),
        ["documents"] = () => Repeat("---\n", 100_000),
        ["directives"] = () => Repeat("%TAG ! x\n", 50_000),
        ["percent"] = () => Repeat("%", 100_000),
        ["tabs"] = () => "jobs:\n" + Repeat("\ta:\n", 100_000),
        ["unclosed brackets"] = () => "jobs:\n" + Repeat("  a: [\n", 20_000),
        ["unclosed quotes"] = () => "jobs:\n" + Repeat("  a: \"x\n", 20_000),
        ["same key"] = () => "jobs:\n" + Repeat("  a:\n", 100_000),
        ["unknown keys"] = () => string.Concat(Enumerable.Range(0, 50_000).Select(index => $"jobz{index}: x\n")),
        ["unknown needs"] = () => "jobs:\n" + string.Concat(Enumerable.Range(0, 8_000).Select(index => $" j{index}: {{action: {{type: report.changed_since}}, needs: [k{index}]}}\n")),
        ["chain of needs"] = () => "jobs:\n" + string.Concat(Enumerable.Range(0, 8_000).Select(index => $" j{index}: {{action: {{type: report.changed_since}}, needs: [j{index + 1}]}}\n")),
        ["circle of needs"] = () => "jobs:\n" + string.Concat(Enumerable.Range(0, 8_000).Select(index => $" j{index}: {{action: {{type: report.changed_since}}, needs: [j{(index + 1) % 8_000}, j0]}}\n")),
        ["aliases by jobs"] = () => "jobs:\n a: {action: {type: x}, tags: &t [" + Repeat("a b,", 50_000) + "]}\n" + string.Concat(Enumerable.Range(0, 10_000).Select(index => $" j{index}: {{tags: *t}}\n")),
        ["doubling aliases"] = () => "a0: &a0 [x, x]\n" + string.Concat(Enumerable.Range(1, 5_000).Select(index => $"a{index}: &a{index} [*a{index - 1}, *a{index - 1}]\n")),
        ["control characters"] = () => Repeat("\u0001", 100_000),
        ["line separators"] = () => "jobs: " + Repeat("\u2028", 100_000),
        ["large quoted text"] = () => "jobs: \"" + new string('x', 1_000_000) + "\"",
        ["large plain text"] = () => "jobs: " + Repeat("x ", 500_000),
        ["large block"] = () => "jobs: |\n" + Repeat(" x\n", 300_000),
        ["large key"] = () => new string('x', 1_000_000) + ": x",
        ["JSON brackets"] = () => "{\"jobs\":" + new string('[', 100_000),
    };

    public static TheoryData<string> BombNames => [.. Bombs.Keys];

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "AG1006", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("jobs: {}")).ToArray() },
        { "AG1006", Encoding.BigEndianUnicode.GetBytes("jobs: {}") },
        { "AG1006", Encoding.UTF32.GetPreamble().Concat(Encoding.UTF32.GetBytes("jobs: {}")).ToArray() },
        { "AG1006", [.. "jobs: {a: b}"u8, 0xC3] },
        { "AG1006", [.. "jobs: "u8, 0xFF, .. " {}"u8] },
        { "AG1006", [.. "jobs: "u8, 0xED, 0xA0, 0x80] },
        { "AG1006", [.. "jobs: "u8, 0, .. "{}"u8] },
        { "AG1006", new byte[1000] },
        { "AG1005", [] },
        { "AG1005", [0xEF, 0xBB, 0xBF] },
        { "AG1005", [.. " \r\n\t\n"u8] },
        { "AG1005", [.. "# nothing\n"u8] },
        { "AG1005", [.. "---\n...\n"u8] },
    };

    [Theory]
    [MemberData(nameof(BombNames))]
    public void Answers_with_findings_in_the_bounds_of_the_file(string name)
    {
        string path = name.StartsWith("JSON", StringComparison.Ordinal) ? ConfigText.JsonPath : ConfigText.YamlPath;

        JobConfigFile file = ConfigText.Parse(Bombs[name](), path);

        Assert.False(file.IsValid);
        Assert.InRange(file.Diagnostics.Count, 1, 3 * (DiagnosticList.Limit + 1));
        Findings.AssertPlaced(file);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Says_what_is_wrong_with_bytes_that_are_no_text(string code, byte[] bytes) => Assert.Equal(
        code, Assert.Single(JobConfig.Parse(ConfigText.YamlPath, bytes, ConfigText.Root).Diagnostics).Code);

    [Fact]
    public void Places_a_byte_that_is_not_UTF_8() => Assert.Equal(
        ["2:4-2:4 AG1006"],
        ConfigText.Places(JobConfig.Parse(ConfigText.YamlPath, [.. "é\nabc"u8, 0x80], ConfigText.Root)));

    [Fact]
    public void Places_every_character_that_does_not_belong_and_reads_on()
    {
        JobConfigFile file = ConfigText.Parse("jobs: # \u202e\n  a: # \u0007\n    b: \u2028\n");

        Assert.Equal(
            ["1:9-1:10 AG1007", "2:3-2:4 AG1043", "2:8-2:9 AG1007", "3:5-3:6 AG1033", "3:8-3:9 AG1007"], ConfigText.Places(file));
    }

    [Fact]
    public void Refuses_a_file_of_50_MB_without_reading_it()
    {
        string path = Path.GetTempFileName();
        try
        {
            using (FileStream file = File.OpenWrite(path))
            {
                file.SetLength(50 << 20);
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Equal("AG1004", Assert.Single(JobConfig.LoadFile(path, ConfigText.Root).Diagnostics).Code);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Spells_a_circle_out()
    {
        JobConfigDiagnostic found = Assert.Single(DiagnosticExample.Read("AG1055").Wrong.Diagnostics);

        Assert.Contains("nightly → weekly → monthly → nightly", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_no_control_characters_in_messages()
    {
        JobConfigDiagnostic found = ConfigText.Parse("jobs: {\"\\e]0;owned\\a\": {}}").Diagnostics[0];

        Assert.Contains(@"\u001b]0;owned\u0007", found.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', found.Message + found.Path);
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
