using System.Buffers;
using System.Text;

namespace AuditGraph.Core.Actions.CheckSecrets;

/// <summary>
/// Reads private keys of several lines. A head alone, as programs and documentation have it, is no key.
/// </summary>
internal static class KeyBlocks
{
    // Less is no key of any kind.
    private const int ShortestRun = 40;

    // Of ten characters of a key one may be something else, such as those of its comments.
    private const int MostOthers = 10;

    /// <summary>What a file of PuTTY begins with.</summary>
    public const string PuttyMark = "PuTTY-User-Key-File-";

    private static readonly SearchValues<char> Base64 =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");

    /// <summary>
    /// The key behind a line that begins a PEM block (RFC 7468), however the lines are joined; null where none is.
    /// </summary>
    public static string? ReadPem(SecretPlace place)
    {
        ReadOnlySpan<char> rest = place.Rest[place.Secret.Length..];
        int end = rest.IndexOf("-----", StringComparison.Ordinal);
        return end < 0 || !rest[end..].StartsWith("-----END ") ? null : ReadBase64(rest[..end]);
    }

    /// <summary>The key of a file of PuTTY; null where there is none.</summary>
    public static string? ReadPutty(SecretPlace place)
    {
        ReadOnlySpan<char> rest = place.Rest[place.Secret.Length..];
        int end = rest.IndexOf(PuttyMark, StringComparison.Ordinal);
        rest = end < 0 ? rest : rest[..end];
        int start = rest.IndexOf("Private-Lines:", StringComparison.Ordinal);
        return start < 0 ? null : ReadBase64(rest[start..]);
    }

    /// <summary>
    /// The key in JSON of a service account of Google, which other rules would find too; null where there is none.
    /// </summary>
    public static string? ReadServiceAccount(SecretPlace place) =>
        place.TextAround.Contains("service_account", StringComparison.Ordinal) ? ReadPem(place) : null;

    // White space and quotes may be between its characters, and it is the same key with them and without. Of a program
    // that speaks of keys much more is neither.
    private static string? ReadBase64(ReadOnlySpan<char> text)
    {
        var key = new StringBuilder();
        int longest = 0;
        int others = 0;
        while (text.IndexOfAny(Base64) is >= 0 and var start)
        {
            others += start - CountBetween(text[..start]);
            text = text[start..];
            int length = text.IndexOfAnyExcept(Base64) is >= 0 and var end ? end : text.Length;
            longest = Math.Max(longest, length);
            key.Append(text[..length]);
            text = text[length..];
        }

        return longest < ShortestRun || others * MostOthers > key.Length ? null : key.ToString();
    }

    private static int CountBetween(ReadOnlySpan<char> text)
    {
        int count = 0;
        foreach (char unit in text)
        {
            count += char.IsWhiteSpace(unit) || unit is '\\' or '"' or '\'' or ',' ? 1 : 0;
        }

        return count;
    }
}
