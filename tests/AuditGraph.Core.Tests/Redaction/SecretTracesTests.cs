using AuditGraph.Core.Redaction;

namespace AuditGraph.Core.Tests.Redaction;

public sealed class SecretTracesTests
{
    private static readonly string[] Parts =
    [
        "-----BEGIN ", "EC ", "PRIVATE KEY-----", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "AKIA", "ASIA", "ABCDEFGH01234567",
        "ghp_", "ghu_", "github_pat_", "glpat-", "xoxb-", "sk_live_", "AIza", "bearer", "BEARER", "Bearer", " ", "\t", "\u00a0", "\u2028",
        "\u0085", "https", "://", "https://user:", "user", ":", "@", "=", "password", "PASSWD", "pwd", "Secret", "api-key", "API_KEY", "api\u212aey",
        "access_token", "AUTHTOKEN", "\u017fecret", "x", "7", "\n", ",", "|", "abcdefghijklmnopqrstuvwxyz0123456789",
    ];

    [Fact]
    public void A_text_that_a_pattern_matches_has_its_trace()
    {
        const int texts = 40_000;
        var random = new Random(20_261_123);
        var found = new HashSet<string>();
        for (int text = 0; text < texts; text++)
        {
            string made = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => Parts[random.Next(Parts.Length)]));
            foreach (SecretDetector detector in SecretRedactor.Detectors)
            {
                if (detector.Pattern().IsMatch(made))
                {
                    found.Add(detector.Kind);
                    Assert.True(detector.MayFind(made), $"{detector.Kind}: {made}");
                }
            }
        }

        Assert.Equal(SecretRedactor.Detectors.Select(detector => detector.Kind).Order(), found.Order());
    }

    [Theory]
    [InlineData("d001/e052/file-077.txt")]
    [InlineData("Nothing that was seen had been out of sight before.")]
    [InlineData("2026-01-02T03:04:05.000Z")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("run:01a20a31-997f-7d4c-b08c-60167b78ef3d")]
    public void An_ordinary_text_of_a_report_has_none(string text) =>
        Assert.DoesNotContain(SecretRedactor.Detectors, detector => detector.MayFind(text));
}
