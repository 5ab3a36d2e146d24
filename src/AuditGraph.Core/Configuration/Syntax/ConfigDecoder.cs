using System.Buffers;
using System.Globalization;
using System.Text.Unicode;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Configuration.Syntax;

/// <summary>Turns the bytes of a file into characters, and finds those that do not belong.</summary>
internal static class ConfigDecoder
{
    /// <summary>The characters of a file after any byte order mark; up to the first byte that is not UTF-8.</summary>
    public static SourceText Decode(string path, ReadOnlySpan<byte> bytes, out DiagnosticList diagnostics)
    {
        string? otherEncoding = FindOtherEncoding(bytes);
        ReadOnlySpan<byte> content = bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        OperationStatus status = OperationStatus.Done;
        int read = content.Length;
        string text = "";
        if (otherEncoding is null && Utf8.IsValid(content))
        {
            text = Utf8Text.Decode(content);
        }
        else if (otherEncoding is null)
        {
            char[] characters = new char[content.Length];
            status = Utf8.ToUtf16(content, characters, out read, out int written, replaceInvalidSequences: false);
            text = new string(characters, 0, written);
        }

        int nul = text.IndexOf('\0');
        var source = new SourceText(path, text);
        diagnostics = new DiagnosticList(source);
        if (otherEncoding is not null)
        {
            diagnostics.Add(
                ConfigurationErrors.EncodingInvalid, default, DocumentPath.Root,
                $"the file is encoded as {otherEncoding}; expected UTF-8");
        }
        else if (nul >= 0)
        {
            diagnostics.Add(
                ConfigurationErrors.EncodingInvalid, new SourceSpan(nul, nul + 1), DocumentPath.Root,
                "the file is binary: it holds a NUL; expected UTF-8 text");
        }
        else if (status != OperationStatus.Done)
        {
            string what = status == OperationStatus.NeedMoreData ? "ends within a character" : "holds the byte 0x"
                + content[read].ToString("X2", CultureInfo.InvariantCulture) + ", which begins no character";
            diagnostics.Add(
                ConfigurationErrors.EncodingInvalid, new SourceSpan(text.Length, text.Length), DocumentPath.Root,
                $"the file is not UTF-8: it {what}");
        }

        return source;
    }

    /// <summary>Reports characters that do not belong, and puts a harmless one in the place of each.</summary>
    public static string Cleanse(SourceText source, DiagnosticList diagnostics)
    {
        int at = FindRefused(source.Text, 0);
        if (at < 0)
        {
            return source.Text;
        }

        char[] cleansed = source.Text.ToCharArray();
        for (; at >= 0; at = FindRefused(source.Text, at + 1))
        {
            char refused = cleansed[at];
            cleansed[at] = ' ';
            if (!diagnostics.IsClosed)
            {
                diagnostics.Add(
                    ConfigurationErrors.CharacterInvalid, new SourceSpan(at, at + 1), DocumentPath.Root,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"the character U+{(int)refused:X4} cannot be seen or is not allowed here; remove it, or write \"\\u{(int)refused:x4}\" in double quotes"));
            }
        }

        return new string(cleansed);
    }

    private static int FindRefused(string text, int from)
    {
        for (int at = from; at < text.Length; at++)
        {
            char unit = text[at];
            if (unit < ' ' ? unit is not ('\t' or '\n' or '\r') : unit >= '\x7f' && IsRefused(unit))
            {
                return at;
            }
        }

        return -1;
    }

    // Not printable in YAML 1.2 (section 5.1), read as line ends by some parsers and not by others, or able to
    // show a text in another order than it is read in.
    private static bool IsRefused(char unit) => unit
        is (>= '\x7f' and <= '\x9f') or '\u200b' or (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069')
        or '\ufeff' or >= '\ufffe';

    private static string? FindOtherEncoding(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith([(byte)0xFF, (byte)0xFE, (byte)0, (byte)0]) || bytes.StartsWith([(byte)0, (byte)0, (byte)0xFE, (byte)0xFF]))
        {
            return "UTF-32";
        }

        bool isUtf16 = bytes.StartsWith([(byte)0xFF, (byte)0xFE]) || bytes.StartsWith([(byte)0xFE, (byte)0xFF])
            || (bytes.Length >= 4 && (bytes[0] == 0) != (bytes[1] == 0) && bytes[0] == 0 == (bytes[2] == 0)
                && bytes[1] == 0 == (bytes[3] == 0));
        return isUtf16 ? "UTF-16" : null;
    }
}
