using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace AuditGraph.Core.Actions.CheckSecrets;

/// <summary>Tells by more than an expression can whether something is a secret of its kind.</summary>
internal static class SecretShapes
{
    private const int LongestPart = 4096;

    // Names that RFC 2606 and RFC 6761 keep for examples, and such as everybody writes.
    private static readonly string[] ExampleHosts =
        ["example", "example.com", "example.net", "example.org", "test", "invalid", "host", "hostname", "server"];

    private static readonly SearchValues<char> OfHosts =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_");

    private static readonly SearchValues<string> OfConnections = SearchValues.Create(
        ["server=", "data source=", "host=", "user id=", "uid=", "username=", "initial catalog=", "database="],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a URL's host is none of those that examples have.</summary>
    public static bool HasRealHost(SecretPlace place)
    {
        ReadOnlySpan<char> rest = place.After.TrimStart('@');
        int end = rest.IndexOfAnyExcept(OfHosts);
        ReadOnlySpan<char> host = (end < 0 ? rest : rest[..end]).TrimEnd('.');
        foreach (string example in ExampleHosts)
        {
            if (host.EndsWith(example, StringComparison.OrdinalIgnoreCase)
                && (host.Length == example.Length || host[^(example.Length + 1)] == '.'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a password is part of what says where to connect to.</summary>
    public static bool IsOfConnection(SecretPlace place) =>
        place.LineAround.Contains(';') && place.LineAround.ContainsAny(OfConnections);

    /// <summary>Whether a text in base64 is a name and a password with a colon between them.</summary>
    public static bool IsNameAndPassword(SecretPlace place) =>
        Decode(place.Secret) is { } text && text.IndexOf(':') is > 0 and var at
        && !text.AsSpan().ContainsAnyInRange('\0', '\x1f') && !text.Contains('\ufffd')
        && !StandIns.IsOne(text.AsSpan(at + 1), isPassword: true);

    /// <summary>Whether a token is a JSON Web Token (RFC 7519): its head says how it is signed.</summary>
    public static bool IsJsonWebToken(SecretPlace place) =>
        Decode(place.Secret[..place.Secret.IndexOf('.')]) is { } head && head.StartsWith('{')
        && head.Contains("\"alg\"", StringComparison.Ordinal);

    /// <summary>Whether a text has nearly as much randomness as it can have.</summary>
    public static bool IsRandom(ReadOnlySpan<char> text)
    {
        const double least = 3.2;
        return text.ContainsAnyInRange('0', '9')
            && (text.ContainsAnyInRange('a', 'z') || text.ContainsAnyInRange('A', 'Z'))
            && EntropyOf(text) >= least;
    }

    /// <summary>
    /// Whether a text in base64 may be a key: such have letters of both kinds and digits, and a hash has not.
    /// </summary>
    public static bool IsMixed(ReadOnlySpan<char> text) =>
        text.ContainsAnyInRange('0', '9') && text.ContainsAnyInRange('a', 'z') && text.ContainsAnyInRange('A', 'Z');

    /// <summary>The randomness of a text's characters, in bits for each (Shannon).</summary>
    public static double EntropyOf(ReadOnlySpan<char> text)
    {
        Span<int> counts = stackalloc int[128];
        foreach (char unit in text)
        {
            counts[unit & 127]++;
        }

        double bits = 0;
        foreach (char unit in text)
        {
            bits += Math.Log2((double)text.Length / counts[unit & 127]);
        }

        return bits / text.Length;
    }

    // Base64 of either alphabet; null where it is none, or of a length that nothing of the kind has.
    private static string? Decode(ReadOnlySpan<char> text)
    {
        if (text.Length > LongestPart)
        {
            return null;
        }

        string plain = text.TrimEnd('=').ToString().Replace('+', '-').Replace('/', '_');
        return plain.Length % 4 != 1 && Base64Url.IsValid(plain)
            ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(plain))
            : null;
    }
}
