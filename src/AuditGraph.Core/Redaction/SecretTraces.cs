using System.Buffers;

namespace AuditGraph.Core.Redaction;

/// <summary>
/// What a text has for certain if it holds a secret of a kind. Nearly every text in a report has none of it, and is
/// spared the patterns, which take longer than all else that is done with it.
/// </summary>
internal static class SecretTraces
{
    private static readonly SearchValues<string> Marks = SearchValues.Create(
        [.. TokenShapes.All.Where(shape => shape.IsTelling).SelectMany(shape => shape.Marks)],
        StringComparison.Ordinal);

    /// <summary>Of a private key: the words in its first line.</summary>
    public static bool OfPrivateKey(string text) => text.Contains("PRIVATE KEY-----", StringComparison.Ordinal);

    /// <summary>Of a JSON Web Token: how its base64 begins.</summary>
    public static bool OfJsonWebToken(string text) => text.Contains("eyJ", StringComparison.Ordinal);

    /// <summary>Of a vendor's token: the marks of all of them.</summary>
    public static bool OfVendorToken(string text) => text.AsSpan().ContainsAny(Marks);

    /// <summary>Of a bearer token: the word before it.</summary>
    public static bool OfBearerToken(string text) => text.Contains("bearer", StringComparison.OrdinalIgnoreCase);

    /// <summary>Of credentials in a URL: what stands behind its scheme.</summary>
    public static bool OfUrlCredentials(string text) => text.Contains("://", StringComparison.Ordinal);

    /// <summary>Of a named credential: a sign of equality or a colon behind the last two letters of one of the names.</summary>
    public static bool OfCredential(string text)
    {
        char before = '\0';
        char last = '\0';
        foreach (char unit in text)
        {
            if (unit is '=' or ':' && EndsName(before, last))
            {
                return true;
            }

            if (!char.IsWhiteSpace(unit))
            {
                (before, last) = (last, unit);
            }
        }

        return false;
    }

    private static bool EndsName(char before, char last) => last switch
    {
        'd' or 'D' => before is 'r' or 'R' or 'w' or 'W',
        't' or 'T' or 'y' or 'Y' or 'n' or 'N' => before is 'e' or 'E',
        _ => false,
    };
}
