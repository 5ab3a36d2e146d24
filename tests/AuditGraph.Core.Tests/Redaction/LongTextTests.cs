using AuditGraph.Core.Redaction;

namespace AuditGraph.Core.Tests.Redaction;

/// <summary>No secret of a long text escapes because of where the text is cut.</summary>
public sealed class LongTextTests
{
    private const string Key = "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END RSA PRIVATE KEY-----";

    [Theory]
    [InlineData("password=hunter2hunter", "hunter2hunter")]
    [InlineData("password:\n\n  hunter2hunter", "hunter2hunter")]
    [InlineData("password\n=\nhunter2hunter", "hunter2hunter")]
    [InlineData("Authorization: Bearer\n abcdefghij0123456789", "abcdefghij0123456789")]
    [InlineData(Key, "MIIEpAIBAAKCAQEA")]
    [InlineData("https://user:hunter2hunter@example.com/", "hunter2hunter")]
    public void A_secret_is_masked_wherever_it_stands(string text, string secret)
    {
        for (int before = 32_768 - text.Length - 5; before < 32_768 + 5; before++)
        {
            string whole = $"{new string('x', before / 2)}\n{new string('y', before - (before / 2))}\n{text}\nend\n";

            string redacted = LongText.Redact(whole, new SecretRedactor(enabled: true));

            Assert.DoesNotContain(secret, redacted, StringComparison.Ordinal);
            Assert.EndsWith("\nend\n", redacted, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("=\n")]
    [InlineData("\n")]
    [InlineData("-----BEGIN x\n")]
    [InlineData("-----BEGIN -----END \n")]
    [InlineData("bearer\n")]
    [InlineData("password")]
    public void A_text_that_leaves_no_place_to_cut_it_is_no_worse(string unit)
    {
        string text = string.Concat(Enumerable.Repeat(unit, (1 << 20) / unit.Length));

        Assert.Equal(text, LongText.Redact(text, new SecretRedactor(enabled: true)));
    }

    [Theory]
    [InlineData("a line\nghp_0123", "a line\n")]
    [InlineData("a word ghp_0123", "a word ")]
    [InlineData("ghp_0123", "")]
    public void What_is_cut_through_is_left_out(string text, string left) =>
        Assert.Equal(left, LongText.WithoutTornEnd(text));
}
