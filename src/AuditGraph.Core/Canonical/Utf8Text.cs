using System.Text;

namespace AuditGraph.Core.Canonical;

/// <summary>Characters from UTF-8 bytes, in the first use of a process too.</summary>
internal static class Utf8Text
{
    private const int Short = 32 * 1024;

    /// <summary>
    /// Decodes bytes; what is not UTF-8 becomes U+FFFD. The base library's decoder is faster for each byte, but loading
    /// its vector instructions' types takes 1.8 ms of a start, so short plain ASCII goes without.
    /// </summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Short)
        {
            return Encoding.UTF8.GetString(bytes);
        }

        char[] characters = new char[bytes.Length];
        for (int index = 0; index < bytes.Length; index++)
        {
            if (bytes[index] > 0x7F)
            {
                return Encoding.UTF8.GetString(bytes);
            }

            characters[index] = (char)bytes[index];
        }

        return new string(characters);
    }
}
