using System.Globalization;
using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Reports.Findings;

/// <summary>Paths as URIs.</summary>
internal static class PathUri
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A path of a report as a relative URI (RFC 3986) of the bytes that it shows.</summary>
    public static string Of(string path)
    {
        var uri = new StringBuilder(path.Length + 16);
        foreach (byte unit in BytesOf(path))
        {
            if (unit == '/' || char.IsAsciiLetterOrDigit((char)unit) || unit is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~')
            {
                uri.Append((char)unit);
            }
            else
            {
                uri.Append('%').Append(unit.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return uri.ToString();
    }

    // What names no bytes is shown instead, so that two of them stay two.
    private static byte[] BytesOf(string path)
    {
        try
        {
            Strict.GetByteCount(path);
            return EscapedText.Unescape(path);
        }
        catch (Exception failure) when (failure is FormatException or EncoderFallbackException)
        {
            return Encoding.UTF8.GetBytes(DisplayText.Escape(path));
        }
    }
}
