using System.Text;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.Inventory;

/// <summary>The extension of a file's name, which tells people what kind of file it is.</summary>
internal static class FileExtension
{
    private const int Longest = 20;

    private static ReadOnlySpan<byte> Archive => ".tar"u8;

    /// <summary>
    /// The extension in lower case, with its dot; null where the name has none. Dots at the beginning of a name hide
    /// the file and begin no extension, and <c>.tar</c> before another one belongs to it.
    /// </summary>
    /// <param name="name">The name's bytes.</param>
    public static string? Of(ReadOnlySpan<byte> name)
    {
        name = name.TrimStart((byte)'.');
        int dot = name.LastIndexOf((byte)'.');
        if (dot <= 0 || name.Length - dot - 1 is 0 or > Longest || !IsWord(name[(dot + 1)..]))
        {
            return null;
        }

        int archive = dot - Archive.Length;
        bool isArchive = archive > 0 && Ascii.EqualsIgnoreCase(name[archive..dot], Archive);
        return EscapedText.Escape(name[(isArchive ? archive : dot)..]).ToLowerInvariant();
    }

    // 'Mr. Smith' and 'a.(1)' have none.
    private static bool IsWord(ReadOnlySpan<byte> text)
    {
        foreach (byte unit in text)
        {
            if (unit < 0x80 && !char.IsAsciiLetterOrDigit((char)unit) && !"_-+~#".Contains((char)unit))
            {
                return false;
            }
        }

        return true;
    }
}
