using System.Text;

namespace AuditGraph.Core.Canonical;

/// <summary>Text in which bytes may stand as a percent sign and two hexadecimal digits (RFC 3986, section 2.1).</summary>
internal static class PercentText
{
    /// <summary>The bytes that a text stands for, in UTF-8. A percent sign without two digits behind it stands for itself.</summary>
    public static byte[] Decode(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int length = 0;
        for (int at = 0; at < bytes.Length; at++)
        {
            bool isEncoded = bytes[at] == '%'
                && at + 2 < bytes.Length
                && IsDigit(bytes[at + 1]) && IsDigit(bytes[at + 2]);
            bytes[length++] = isEncoded ? (byte)((ValueOf(bytes[at + 1]) << 4) | ValueOf(bytes[at + 2])) : bytes[at];
            at += isEncoded ? 2 : 0;
        }

        return bytes[..length];
    }

    private static bool IsDigit(byte unit) => char.IsAsciiHexDigit((char)unit);

    private static int ValueOf(byte digit) => digit <= '9' ? digit - '0' : (digit & 7) + 9;
}
