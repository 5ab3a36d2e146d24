using AuditGraph.Core.Redaction;

namespace AuditGraph.Core.Tests.Redaction;

public sealed class SecretRedactorTests
{
    [Theory]
    [InlineData("https://user:hunter2@example.org/x", "https://user:[redacted:url_credentials]@example.org/x")]
    [InlineData("notes password=hunter2, rest", "notes password=[redacted:credential], rest")]
    [InlineData("API-KEY: abcdef", "API-KEY: [redacted:credential]")]
    [InlineData("keys/AKIAIOSFODNN7EXAMPLE.txt", "keys/[redacted:vendor_token].txt")]
    [InlineData("ghp_abcdefghijklmnopqrstuvwxyz0123456789", "[redacted:vendor_token]")]
    [InlineData("Authorization: Bearer abcdefghijklmnop1234", "Authorization: Bearer [redacted:bearer_token]")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "[redacted:jwt]")]
    [InlineData("-----BEGIN EC PRIVATE KEY-----\nMHc\n-----END EC PRIVATE KEY-----\nmore", "[redacted:private_key]\nmore")]
    [InlineData("-----BEGIN PRIVATE KEY-----\ncut off", "[redacted:private_key]")]
    public void Masks_the_secret_alone(string text, string redacted) =>
        Assert.Equal(redacted, new SecretRedactor(enabled: true).Redact(text));

    [Theory]
    [InlineData("src/passwords.md")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("docs/secret-santa.txt")]
    [InlineData("https://example.org:8080/a@b")]
    [InlineData("")]
    public void Leaves_other_text_as_it_is(string text) =>
        Assert.Equal(text, new SecretRedactor(enabled: true).Redact(text));

    [Fact]
    public void Masks_nothing_when_switched_off() =>
        Assert.Equal("password=hunter2", new SecretRedactor(enabled: false).Redact("password=hunter2"));

    [Fact]
    public void Masking_twice_is_masking_once()
    {
        var redactor = new SecretRedactor(enabled: true);
        string once = redactor.Redact("password=hunter2 https://u:p@h/ Bearer abcdefghijklmnop1234");
        Assert.Equal(once, redactor.Redact(once));
    }
}
