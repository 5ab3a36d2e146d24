using System.Text;

namespace AuditGraph.Core.Actions.Contents;

/// <summary>Tells contents that are text, and reads them.</summary>
internal static class PlainText
{
    // As git decides (buffer_is_binary in xdiff-interface.c).
    private const int BinaryPrefix = 8000;

    /// <summary>Whether a content is no text, as git decides.</summary>
    public static bool IsBinary(ReadOnlySpan<byte> content) =>
        content[..Math.Min(content.Length, BinaryPrefix)].Contains((byte)0);

    /// <summary>How many bytes a mark takes that says that UTF-8 follows.</summary>
    public static int MarkOf(ReadOnlySpan<byte> content) => content.StartsWith("\ufeff"u8) ? "\ufeff"u8.Length : 0;

    /// <summary>The text of a content behind its mark; what is not UTF-8 becomes U+FFFD.</summary>
    public static string Decode(ReadOnlySpan<byte> content) => Encoding.UTF8.GetString(content[MarkOf(content)..]);

    /// <summary>The text of a content; null where it is binary, which UTF-16 with a mark is not.</summary>
    public static string? TryDecode(ReadOnlySpan<byte> content) => content switch
    {
        [0xff, 0xfe, 0, 0, ..] => null,
        [0xff, 0xfe, ..] => Encoding.Unicode.GetString(content[2..]),
        [0xfe, 0xff, ..] => Encoding.BigEndianUnicode.GetString(content[2..]),
        _ => IsBinary(content) ? null : Decode(content),
    };
}
