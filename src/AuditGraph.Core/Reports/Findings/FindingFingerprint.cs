using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Reports.Findings;

/// <summary>
/// What tells a finding from all others: a SHA-256 over rule, path, the rule's own key and which of several alike it is. Where
/// it is in its file does not matter, so that it stays the same when lines come before it.
/// </summary>
internal static class FindingFingerprint
{
    /// <summary>The fingerprint.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="path">The file, or null.</param>
    /// <param name="key">What the rule says of it.</param>
    /// <param name="occurrence">How many of the same rule, path and key come before it in the file.</param>
    public static ContentHash Of(string rule, string? path, string key, int occurrence)
    {
        int most = (4 * sizeof(int)) + Encoding.UTF8.GetMaxByteCount(rule.Length + (path?.Length ?? 0) + key.Length);
        byte[] bytes = ArrayPool<byte>.Shared.Rent(most);
        int length = Append(bytes, 0, rule);
        length = Append(bytes, length, path);
        length = Append(bytes, length, key);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(length), occurrence);
        var fingerprint = ContentHash.Of(bytes.AsSpan(0, length + sizeof(int)));
        ArrayPool<byte>.Shared.Return(bytes);
        return fingerprint;
    }

    // Each part begins with its length, so that no two lists of parts are the same bytes; that of none is -1.
    private static int Append(byte[] bytes, int at, string? part)
    {
        int length = Encoding.UTF8.GetBytes(part, bytes.AsSpan(at + sizeof(int)));
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at), part is null ? -1 : length);
        return at + sizeof(int) + length;
    }
}
