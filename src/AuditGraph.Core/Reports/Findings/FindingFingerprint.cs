using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Reports.Findings;

/// <summary>
/// What tells a finding from all others: a SHA-256 over rule, path, the rule's own key and which of several alike it
/// is. Where
/// it is in its file does not matter, so that it stays the same when lines come before it.
/// </summary>
internal static class FindingFingerprint
{
    /// <summary>The fingerprint.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="path">The file, or null.</param>
    /// <param name="key">What the rule says of it.</param>
    /// <param name="occurrence">How many of the same rule, path and key come before it in the file.</param>
    public static string Of(string rule, string? path, string key, int occurrence)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, rule);
        Append(hash, path);
        Append(hash, key);
        Span<byte> number = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(number, occurrence);
        hash.AppendData(number);
        return ContentHash.FromBytes(hash.GetHashAndReset()).ToString();
    }

    // Each part begins with its length, so that no two lists of parts are the same bytes; that of none is -1.
    private static void Append(IncrementalHash hash, string? part)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(part ?? "");
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, part is null ? -1 : bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
