using System.Security.Cryptography;

namespace AuditGraph.Core.Actions.CheckManifest;

/// <summary>What the algorithms are called, and how long their hashes are.</summary>
internal static class HashKinds
{
    private const int DigitsOfByte = 2;

    private static readonly (string Name, int Bytes, HashAlgorithmName Algorithm)[] All =
    [
        ("md5", 16, HashAlgorithmName.MD5),
        ("sha1", 20, HashAlgorithmName.SHA1),
        ("sha256", 32, HashAlgorithmName.SHA256),
        ("sha384", 48, HashAlgorithmName.SHA384),
        ("sha512", 64, HashAlgorithmName.SHA512),
    ];

    /// <summary>The algorithm's name in lower case, without a hyphen.</summary>
    public static string NameOf(HashKind kind) => All[(int)kind].Name;

    /// <summary>How many bytes its hashes have.</summary>
    public static int BytesOf(HashKind kind) => All[(int)kind].Bytes;

    /// <summary>Starts a hash.</summary>
    public static IncrementalHash Begin(HashKind kind) => IncrementalHash.CreateHash(All[(int)kind].Algorithm);

    /// <summary>
    /// The algorithm with a name, whatever its capital letters and hyphens; null where it is none of these.
    /// </summary>
    public static HashKind? OfName(string name)
    {
        string plain = name.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
        return Find(one => one.Name == plain);
    }

    /// <summary>The algorithm whose hashes have so many hexadecimal digits; null where none has.</summary>
    public static HashKind? OfDigits(int digits) => Find(one => one.Bytes * DigitsOfByte == digits);

    /// <summary>A hash in lower-case hexadecimal digits; null where a text is none of the algorithm.</summary>
    public static string? Read(HashKind kind, string text) =>
        text.Length == BytesOf(kind) * DigitsOfByte && text.All(char.IsAsciiHexDigit) ? text.ToLowerInvariant() : null;

    private static HashKind? Find(Predicate<(string Name, int Bytes, HashAlgorithmName Algorithm)> isMeant) =>
        Array.FindIndex(All, isMeant) is >= 0 and var index ? (HashKind)index : null;
}
