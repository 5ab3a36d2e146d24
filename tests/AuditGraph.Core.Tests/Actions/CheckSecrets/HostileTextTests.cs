using System.Text;
using AuditGraph.Core.Actions;
using AuditGraph.Core.Actions.CheckSecrets;

namespace AuditGraph.Core.Tests.Actions.CheckSecrets;

/// <summary>
/// Texts that were written to take long or to break something; bench/secrets.py says how long they take.
/// </summary>
public sealed class HostileTextTests
{
    private const int Bytes = 1 << 20;

    private static readonly SecretScanner Scanner =
        new([.. SecretRules.All.Where(rule => rule.FileNames.Length == 0)], new FingerprintKey(new byte[32]));

    [Theory]
    [InlineData("AKIA", 0)]
    [InlineData("ghp_", 0)]
    [InlineData("ghp_a ", 0)]
    [InlineData("://a:", 0)]
    [InlineData("://a:b@", 0)]
    [InlineData("eyJaaaaaaaa.", 0)]
    [InlineData("-----BEGIN PRIVATE KEY-----", 0)]
    [InlineData("-----BEGIN A A A ", 0)]
    [InlineData("PuTTY-User-Key-File-3:\nPrivate-Lines:", 0)]
    [InlineData("\"private_key\": \"-----BEGIN PRIVATE KEY-----", 0)]
    [InlineData("pwd=x;", 0)]
    [InlineData("Password=kX7abcd;", 0)]
    [InlineData("password= ", 0)]
    [InlineData("secret_key", 0)]
    [InlineData("sk-T3BlbkFJ ", 0)]
    [InlineData("token_='", 0)]
    [InlineData("auditgraph:allow ", 0)]
    [InlineData("auditgraph:" + "allow secrets.x\n", SecretYield.Most)]
    [InlineData("AKIAQQQQQQQQQQQQQQQQ\n", 0)]
    [InlineData("AKIA" + "QWERTYUIOPASDFGH ", SecretYield.Most)]
    [InlineData("AKIA" + "QWERTYUIOPASDFGH\n", SecretYield.Most)]
    [InlineData("\0", 0)]
    [InlineData("\ud800", 0)]
    [InlineData("\u212a\u017fecret_key=", 0)]
    public void A_text_of_the_same_over_and_over_yields_what_is_in_it(string part, int hits)
    {
        string text = string.Concat(Enumerable.Repeat(part, Bytes / part.Length));

        SecretYield yield = Scanner.Scan(text, TestContext.Current.CancellationToken);

        Assert.Equal(hits, yield.Hits.Count);
        Assert.Equal(hits == 0 ? 0 : Bytes / part.Length, yield.Total);
    }

    [Fact]
    public void A_secret_at_the_end_of_a_line_of_a_mebibyte_is_found()
    {
        string token = new Drawn(1).Checked("ghp_");
        foreach (string before in (string[])
            [new('x', Bytes), string.Concat(Enumerable.Repeat("ghp_", Bytes / 4)), new(' ', Bytes)])
        {
            SecretHit hit = Assert.Single(
                Scanner.Scan($"{before} {token}", TestContext.Current.CancellationToken).Hits);
            Assert.Equal(Bytes + 2, hit.Column);
        }
    }

    [Fact]
    public void A_token_of_a_mebibyte_is_one()
    {
        SecretHit hit = Assert.Single(
            Scanner.Scan($"glpat-{new Drawn(2).Of(Drawn.Url, Bytes)}", TestContext.Current.CancellationToken).Hits);
        Assert.Equal(Bytes + 6, hit.Size);
    }

    [Fact]
    public void Random_texts_of_what_rules_look_for_break_nothing()
    {
        string[] parts =
        [
            .. SecretRules.All.SelectMany(rule => rule.Keywords),
            "\n", "\r\n", " ", "=", ":", "'", "\"", "@", "a", "1", ".", "/", "\ud800", "\0",
        ];
        var random = new Random(5);
        for (int round = 0; round < 2000; round++)
        {
            string text = string.Concat(
                Enumerable.Range(0, random.Next(60)).Select(_ => parts[random.Next(parts.Length)]));
            SecretYield yield = Scanner.Scan(text, TestContext.Current.CancellationToken);
            string[] lines = text.Split('\n');
            Assert.All(yield.Hits, hit => Assert.InRange(hit.Column - 1 + hit.Length, 1, lines[hit.Line - 1].Length));
        }
    }

    [Fact]
    public void Encodings_with_a_mark_are_read_and_all_else_with_zeros_is_binary()
    {
        var question = new SecretQuestion(SecretRules.All, new FingerprintKey(new byte[32]));
        string text = $"a\n {new Drawn(3).Checked("ghp_")}\n";
        foreach (Encoding encoding in (Encoding[])[Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF8])
        {
            SecretYield yield = question.TryAnswer(
                [.. encoding.GetPreamble(), .. encoding.GetBytes(text)],
                out _,
                TestContext.Current.CancellationToken)!;
            Assert.Equal((2, 2), (Assert.Single(yield.Hits).Line, yield.Hits[0].Column));
        }

        Assert.True(question.TryAnswer(
            Encoding.Unicode.GetBytes(text), out _, TestContext.Current.CancellationToken)!.IsBinary);
        Assert.True(question.TryAnswer(
            [.. Encoding.UTF32.GetPreamble(), .. Encoding.UTF32.GetBytes(text)],
            out _,
            TestContext.Current.CancellationToken)!.IsBinary);

        // Half a character at the end.
        Assert.Empty(question.TryAnswer([0xff, 0xfe, (byte)'a'], out _, TestContext.Current.CancellationToken)!.Hits);
    }
}
