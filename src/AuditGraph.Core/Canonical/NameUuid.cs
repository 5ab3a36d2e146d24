using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace AuditGraph.Core.Canonical;

/// <summary>
/// UUIDs that follow from a name, so that the same name always has the same one: version 5 of RFC 9562.
/// </summary>
internal static class NameUuid
{
    /// <summary>The UUID of a name (section 5.5 of the RFC).</summary>
    /// <param name="space">The name space that the name is of.</param>
    /// <param name="name">The name.</param>
    [SuppressMessage(
        "Security",
        "CA5350:Do not use weak cryptographic algorithms",
        Justification = "Version 5 is of SHA-1, and names things; it vouches for nothing.")]
    public static Guid Of(Guid space, string name)
    {
        const int spaceSize = 16;
        const int few = 512;
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        int most = spaceSize + Encoding.UTF8.GetMaxByteCount(name.Length);
        Span<byte> named = most <= few ? stackalloc byte[few] : new byte[most];
        space.TryWriteBytes(named, bigEndian: true, out _);
        SHA1.HashData(named[..(spaceSize + Encoding.UTF8.GetBytes(name, named[spaceSize..]))], hash);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
