using System.IO.Hashing;
using System.Text;

namespace AuditGraph.Core.Redaction;

/// <summary>
/// The checksum in tokens of GitHub and npm: the last six characters are the CRC-32 of those before them, in base 62
/// with zeros in front (github.blog, "Behind GitHub's new authentication token formats").
/// </summary>
internal static class TokenChecksum
{
    private const int Length = 6;

    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>Whether the characters behind a token's mark end with their checksum.</summary>
    public static bool Fits(ReadOnlySpan<char> text) =>
        text.Length > Length && text[^Length..].SequenceEqual(Of(text[..^Length]));

    /// <summary>The checksum of some ASCII characters.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[256];
        int length = Encoding.ASCII.GetBytes(text[..Math.Min(text.Length, bytes.Length)], bytes);
        uint rest = Crc32.HashToUInt32(bytes[..length]);
        return string.Create(Length, rest, static (digits, value) =>
        {
            for (int at = digits.Length; at-- > 0; value /= (uint)Digits.Length)
            {
                digits[at] = Digits[(int)(value % (uint)Digits.Length)];
            }
        });
    }
}
