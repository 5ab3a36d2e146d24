using System.Globalization;
using System.Text;

namespace AuditGraph.Core.Reports.Manifests;

/// <summary>Names as mtree writes them, by the encoding of <c>vis(3)</c>: ASCII, whatever their bytes are.</summary>
internal static class VisName
{
    // What mtree would take for the end of a name, a comment, a pattern or an escape.
    private const string Special = " #=*?[]\\";

    // The letters of the C language, and \s for a space.
    private const string Letters = "nrtbavfs0";

    private const string Meant = "\n\r\t\b\a\v\f \0";

    /// <summary>The bytes as they are written: those that are no plain characters in three octal digits.</summary>
    public static string Encode(ReadOnlySpan<byte> name)
    {
        var text = new StringBuilder(name.Length + 16);
        foreach (byte unit in name)
        {
            if (unit is > (byte)' ' and < 0x7f && !Special.Contains((char)unit))
            {
                text.Append((char)unit);
            }
            else
            {
                text.Append('\\').Append(Convert.ToString(unit, 8).PadLeft(3, '0'));
            }
        }

        return text.ToString();
    }

    /// <summary>
    /// The bytes that are meant, in every style of <c>vis(3)</c> but HTTP's; null where a backslash begins none.
    /// </summary>
    public static byte[]? Decode(ReadOnlySpan<byte> text)
    {
        var bytes = new List<byte>(text.Length);
        for (int index = 0; index < text.Length;)
        {
            if (text[index] != '\\')
            {
                bytes.Add(text[index++]);
            }
            else if (DecodeOne(text[(index + 1)..], bytes) is > 0 and int length)
            {
                index += 1 + length;
            }
            else
            {
                return null;
            }
        }

        return [.. bytes];
    }

    // How many bytes an escape takes behind its backslash; 0 where it is none.
    private static int DecodeOne(ReadOnlySpan<byte> rest, List<byte> bytes)
    {
        if (rest is [>= (byte)'0' and <= (byte)'3', >= (byte)'0' and <= (byte)'7', >= (byte)'0' and <= (byte)'7', ..])
        {
            bytes.Add((byte)(((rest[0] - '0') << 6) | ((rest[1] - '0') << 3) | (rest[2] - '0')));
            return 3;
        }

        switch (rest)
        {
            case [(byte)'M', (byte)'-', var unit, ..]:
                bytes.Add((byte)(unit | 0x80));
                return 3;
            case [(byte)'M', (byte)'^', var unit, ..]:
                bytes.Add((byte)(Control(unit) | 0x80));
                return 3;
            case [(byte)'^', var unit, ..]:
                bytes.Add(Control(unit));
                return 2;
            case [(byte)'x', var high, var low, ..] when HexOf(high, low) is { } value:
                bytes.Add(value);
                return 3;
            case [var letter, ..] when Letters.IndexOf((char)letter, StringComparison.Ordinal) is >= 0 and int place:
                bytes.Add((byte)Meant[place]);
                return 1;
            case [var plain, ..] when plain is > (byte)' ' and < 0x7f && !char.IsAsciiLetterOrDigit((char)plain):
                bytes.Add(plain);
                return 1;
            default:
                return 0;
        }
    }

    private static byte Control(byte unit) => unit == '?' ? (byte)0x7f : (byte)(unit & 0x1f);

    private static byte? HexOf(byte high, byte low) =>
        byte.TryParse([high, low], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value)
            ? value
            : null;
}
