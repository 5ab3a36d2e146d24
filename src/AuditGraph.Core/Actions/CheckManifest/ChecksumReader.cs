using System.Text;
using AuditGraph.Core.Reports.Manifests;

namespace AuditGraph.Core.Actions.CheckManifest;

/// <summary>
/// Reads what <c>md5sum</c>, <c>sha1sum</c>, <c>sha256sum</c> and the like of the GNU core utilities write, and
/// the BSDs: a line is <c>hash  name</c> or <c>ALGORITHM (name) = hash</c>, and one that begins with a
/// backslash has an escaped name.
/// </summary>
internal static class ChecksumReader
{
    private const string Expected = "'hash  name' or 'SHA256 (name) = hash'";

    /// <summary>Reads a manifest.</summary>
    public static void Read(ManifestFile file, ManifestContent into)
    {
        foreach ((int number, ReadOnlyMemory<byte> line) in ManifestLines.Of(file.Content))
        {
            if (line.Length == 0 || line.Span[0] == '#')
            {
                continue;
            }

            var place = new ManifestPlace(file.Path, number);
            if (!TryRead(line.Span, out HashKind kind, out string hash, out byte[] name))
            {
                into.Reject(place, line.Span, Expected);
            }
            else if (into.Name(place, name) is { } entry)
            {
                into.Hash(place, entry, kind, hash);
            }
        }
    }

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="kind">The algorithm.</param>
    /// <param name="hash">The hash.</param>
    /// <param name="name">The name's bytes.</param>
    /// <returns>Whether it is such a line.</returns>
    public static bool TryRead(ReadOnlySpan<byte> line, out HashKind kind, out string hash, out byte[] name)
    {
        bool isEscaped = !line.IsEmpty && line[0] == EscapedName.Mark;
        ReadOnlySpan<byte> rest = isEscaped ? line[1..] : line;
        name = [];
        if (!TryReadPlain(rest, out kind, out hash, out ReadOnlySpan<byte> written)
            && !TryReadTagged(rest, out kind, out hash, out written))
        {
            return false;
        }

        name = (isEscaped ? EscapedName.Unescape(written) : written.ToArray()) ?? [];
        return name.Length > 0;
    }

    // GNU's format: a hash, a space, a space or an asterisk, and the name.
    private static bool TryReadPlain(
        ReadOnlySpan<byte> line, out HashKind kind, out string hash, out ReadOnlySpan<byte> name)
    {
        int digits = line.IndexOf((byte)' ');
        name = digits >= 0 && line.Length > digits + 2 ? line[(digits + 2)..] : default;
        return IsHash(HashKinds.OfDigits(digits), digits < 0 ? default : line[..digits], out kind, out hash)
            && !name.IsEmpty && line[digits + 1] is (byte)' ' or (byte)'*';
    }

    private static bool TryReadTagged(
        ReadOnlySpan<byte> line, out HashKind kind, out string hash, out ReadOnlySpan<byte> name)
    {
        (kind, hash) = (default, "");
        name = default;
        int start = line.IndexOf(" ("u8);
        int end = line.LastIndexOf(") = "u8);
        if (start <= 0 || end < start + 2)
        {
            return false;
        }

        name = line[(start + 2)..end];
        return IsHash(
            HashKinds.OfName(Encoding.Latin1.GetString(line[..start])), line[(end + 4)..], out kind, out hash);
    }

    private static bool IsHash(HashKind? told, ReadOnlySpan<byte> digits, out HashKind kind, out string hash)
    {
        kind = told ?? default;
        hash = told is null ? "" : HashKinds.Read(kind, Encoding.Latin1.GetString(digits)) ?? "";
        return hash.Length > 0;
    }
}
