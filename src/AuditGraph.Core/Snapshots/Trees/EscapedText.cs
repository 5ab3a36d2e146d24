using System.Buffers;
using System.Globalization;
using System.Text;

namespace AuditGraph.Core.Snapshots.Trees;

/// <summary>
/// Shows bytes that need not be text, such as file names, as text that is safe to print and that names them exactly.
/// </summary>
/// <remarks>
/// Printable UTF-8 stays. <c>\\</c> is a backslash, <c>\n</c>, <c>\r</c> and <c>\t</c> are the usual ones, <c>\xNN</c>
/// (two lower-case hexadecimal digits) is one byte: another control character below U+0080, or a byte that is not
/// part of valid UTF-8. <c>\u{N}</c> (lower-case hexadecimal, no leading zeros) is any other character that does not
/// show or that reorders what does: C1 controls, format and bidirectional controls, line and paragraph
/// separators, spaces other than U+0020, and the characters Unicode calls default-ignorable; likewise what a name in
/// NFC does not hold, such as combining accents, so that two names of the same looks can be told apart.
/// </remarks>
internal static class EscapedText
{
    private static readonly SearchValues<byte> Plain = SearchValues.Create(
        " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"u8);

    // What normalisation to NFC joins to the character before it (the accents and marks of Latin, Greek, Cyrillic and
    // kana, the parts of Hangul syllables), or replaces by another one (singletons of the Unicode Character Database).
    // The tables are few and fixed here, because those of the system differ from one to the next.
    private static readonly (int First, int Last)[] OutsideComposedText =
    [
        (0x300, 0x36f), (0x374, 0x374), (0x37e, 0x37e), (0x387, 0x387), (0x653, 0x655), (0x1161, 0x11ff), (0x1ab0, 0x1aff),
        (0x1dc0, 0x1dff), (0x1f71, 0x1f71), (0x1f73, 0x1f73), (0x1f75, 0x1f75), (0x1f77, 0x1f77), (0x1f79, 0x1f79),
        (0x1f7b, 0x1f7b), (0x1f7d, 0x1f7d), (0x1fbb, 0x1fbb), (0x1fbe, 0x1fbe), (0x1fc9, 0x1fc9), (0x1fcb, 0x1fcb),
        (0x1fd3, 0x1fd3), (0x1fdb, 0x1fdb), (0x1fe3, 0x1fe3), (0x1feb, 0x1feb), (0x1fee, 0x1fef), (0x1ff9, 0x1ff9),
        (0x1ffb, 0x1ffb), (0x1ffd, 0x1ffd), (0x20d0, 0x20ff), (0x2126, 0x2126), (0x212a, 0x212b), (0x2329, 0x232a),
        (0x3099, 0x309a), (0xf900, 0xfaff), (0xfe20, 0xfe2f), (0x2f800, 0x2fa1f),
    ];

    // Default_Ignorable_Code_Point of the Unicode Character Database, without the format characters.
    private static readonly (int First, int Last)[] Ignorable =
    [
        (0x34f, 0x34f), (0x115f, 0x1160), (0x17b4, 0x17b5), (0x180b, 0x180f), (0x2065, 0x2065), (0x2800, 0x2800),
        (0x3164, 0x3164), (0xfe00, 0xfe0f), (0xffa0, 0xffa0), (0xfff0, 0xfff8), (0xe0000, 0xe0fff),
    ];

    /// <summary>The text that shows the bytes.</summary>
    public static string Escape(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.ContainsAnyExcept(Plain))
        {
            return Encoding.ASCII.GetString(bytes);
        }

        var text = new StringBuilder(bytes.Length + 16);
        while (!bytes.IsEmpty)
        {
            OperationStatus status = Rune.DecodeFromUtf8(bytes, out Rune rune, out int length);
            if (status == OperationStatus.Done)
            {
                Append(text, rune);
            }
            else
            {
                foreach (byte invalid in bytes[..length])
                {
                    AppendByte(text, invalid);
                }
            }

            bytes = bytes[length..];
        }

        return text.ToString();
    }

    /// <summary>The bytes that a text of <see cref="Escape"/> shows.</summary>
    /// <exception cref="FormatException">The text holds a backslash that begins none of the forms.</exception>
    public static byte[] Unescape(string text)
    {
        var bytes = new ArrayBufferWriter<byte>(text.Length + 4);
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            int backslash = rest.IndexOf('\\');
            ReadOnlySpan<char> plain = backslash < 0 ? rest : rest[..backslash];
            Encoding.UTF8.GetBytes(plain, bytes);
            rest = rest[plain.Length..];
            if (!rest.IsEmpty)
            {
                rest = rest[ReadEscape(rest, bytes)..];
            }
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static void Append(StringBuilder text, Rune rune)
    {
        switch (rune.Value)
        {
            case '\\':
                text.Append("\\\\");
                break;
            case '\n':
                text.Append("\\n");
                break;
            case '\r':
                text.Append("\\r");
                break;
            case '\t':
                text.Append("\\t");
                break;
            case < 0x20 or 0x7f:
                AppendByte(text, (byte)rune.Value);
                break;
            default:
                if (Shows(rune))
                {
                    text.Append(rune.ToString());
                }
                else
                {
                    text.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
                }

                break;
        }
    }

    private static void AppendByte(StringBuilder text, byte value) =>
        text.Append(CultureInfo.InvariantCulture, $"\\x{value:x2}");

    private static bool Shows(Rune rune) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.Format => false,
            UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
            UnicodeCategory.SpaceSeparator => rune.Value == ' ',
            _ => !IsIn(Ignorable, rune.Value) && !IsIn(OutsideComposedText, rune.Value),
        };

    private static bool IsIn((int First, int Last)[] ranges, int value) =>
        Array.Exists(ranges, range => range.First <= value && value <= range.Last);

    private static int ReadEscape(ReadOnlySpan<char> text, ArrayBufferWriter<byte> bytes)
    {
        switch (text.Length > 1 ? text[1] : '\0')
        {
            case '\\':
                bytes.Write("\\"u8);
                return 2;
            case 'n':
                bytes.Write("\n"u8);
                return 2;
            case 'r':
                bytes.Write("\r"u8);
                return 2;
            case 't':
                bytes.Write("\t"u8);
                return 2;
            case 'x' when text.Length >= 4 && byte.TryParse(text[2..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value):
                bytes.Write([value]);
                return 4;
            case 'u' when text.IndexOf('}') is > 3 and < 10 and int end
                && text[2] == '{'
                && int.TryParse(text[3..end], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int scalar)
                && Rune.IsValid(scalar):
                Span<byte> utf8 = stackalloc byte[4];
                bytes.Write(utf8[..new Rune(scalar).EncodeToUtf8(utf8)]);
                return end + 1;
            default:
                throw new FormatException($"'{text}' begins with a backslash that is no escape.");
        }
    }
}
