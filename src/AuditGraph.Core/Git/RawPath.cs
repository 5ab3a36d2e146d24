using System.Text;

namespace AuditGraph.Core.Git;

/// <summary>Paths as git has them: bytes, which need not be text.</summary>
internal static class RawPath
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A path as text; null where it is not UTF-8.</summary>
    public static string? AsText(ReadOnlySpan<byte> path)
    {
        try
        {
            return Utf8.GetString(path);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
