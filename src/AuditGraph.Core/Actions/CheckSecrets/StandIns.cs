using System.Buffers;

namespace AuditGraph.Core.Actions.CheckSecrets;

/// <summary>Tells what stands in a secret's place and is none: examples, blanks to fill in, and variables.</summary>
internal static class StandIns
{
    private const int ShortestPassword = 4;
    private const int LongestPassword = 16;
    private const int FewestCharacters = 4;
    private const int LongestRun = 6;

    // Nobody draws these by chance.
    private static readonly SearchValues<string> Words = SearchValues.Create(
        [
            "example", "changeme", "change_me", "change-me", "placeholder", "dummy", "sample", "redacted", "replace",
            "123456789", "0123456", "abcdefgh", "deadbeef", "...", "\u2026", "***", "${", "{{", "$(", "<%",
        ],
        StringComparison.OrdinalIgnoreCase);

    // Secrets of documentation that everybody copies: RFC 6749's client, the emulator of Azure Storage
    // (learn.microsoft.com, "Use the Azurite emulator"), and what jwt.io and PyJWT sign.
    private static readonly SearchValues<string> Known = SearchValues.Create(
        [
            "czZCaGRSa3F0MzpnWDFmQmF0M2JW", "gX1fBat3bV",
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq",
            "eyJzdWIiOiIxMjM0NTY3ODkw", "eyJzb21lIjoicGF5bG9hZCJ9",
        ],
        StringComparison.Ordinal);

    private static readonly SearchValues<string> WordsOfPeople = SearchValues.Create(
        ["your", "fake", "secret_here", "insert", "not-a-", "not_a_"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<char> OfVariables =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    private static readonly SearchValues<string> PartsOfVariables = SearchValues.Create(
        ["_", "TOKEN", "PASSW", "SECRET", "KEY"], StringComparison.Ordinal);

    private static readonly HashSet<string> Passwords = new(StringComparer.OrdinalIgnoreCase)
    {
        "password", "passwd", "passw0rd", "pass", "secret", "token", "user", "username", "login", "test", "testing",
        "value", "string", "null", "none", "true", "false", "undefined", "empty", "foobar", "hunter2", "pass123",
        "password1",
        "password123", "my-password", "mypassword", "my_password", "my-secret", "mysecret", "my_secret", "api_key",
        "apikey",
    };

    /// <summary>Whether a text is no secret.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isPassword">Whether it would be one that a person has chosen.</param>
    public static bool IsOne(ReadOnlySpan<char> text, bool isPassword) =>
        text.IsEmpty
        || text[0] is '$' or '%' or '<' or '{' or '['
        || text.ContainsAny(Words)
        || text.ContainsAny(Known)
        || !HasCharacters(text, FewestCharacters)
        || HasRun(text)
        || (isPassword && IsNoPassword(text));

    private static bool IsNoPassword(ReadOnlySpan<char> text) =>
        text.Length < ShortestPassword
        || text.ContainsAny(WordsOfPeople)
        || IsVariable(text)
        || (text.Length <= LongestPassword && Passwords.Contains(text.ToString()));

    // DB_PASSWORD, MYTOKEN1
    private static bool IsVariable(ReadOnlySpan<char> text) =>
        !text.ContainsAnyExcept(OfVariables) && text.ContainsAny(PartsOfVariables);

    private static bool HasCharacters(ReadOnlySpan<char> text, int least)
    {
        Span<char> seen = stackalloc char[least];
        int different = 0;
        for (int at = 0; at < text.Length && different < least; at++)
        {
            if (!seen[..different].Contains(text[at]))
            {
                seen[different++] = text[at];
            }
        }

        return different >= least;
    }

    private static bool HasRun(ReadOnlySpan<char> text)
    {
        int run = 1;
        for (int at = 1; at < text.Length && run < LongestRun; at++)
        {
            run = text[at] == text[at - 1] ? run + 1 : 1;
        }

        return run >= LongestRun;
    }
}
