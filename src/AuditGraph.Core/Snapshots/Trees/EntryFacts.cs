using System.Buffers.Text;
using System.Text;

namespace AuditGraph.Core.Snapshots.Trees;

/// <summary>
/// What a tree does not hold of a file, link or folder: who may do what with it, whose it is, and how many names it has.
/// </summary>
/// <param name="Mode">Its permissions, without its type.</param>
/// <param name="Owner">The user's number that it belongs to.</param>
/// <param name="Group">The group's number that it belongs to.</param>
/// <param name="Links">How many names it has; null of a folder.</param>
internal readonly record struct EntryFacts(ushort Mode, uint Owner, uint Group, uint? Links)
{
    /// <summary>The permissions in a mode.</summary>
    public const ushort PermissionMask = 0xfff;

    /// <summary>The most bytes of <see cref="Write"/>.</summary>
    public const int LongestText = 40;

    private const int OctalDigits = 4;

    private const int BitsOfDigit = 3;

    /// <summary>
    /// The name below which a map has the facts of a folder, since a map has no folders: no scope holds anything of that
    /// name.
    /// </summary>
    public static ReadOnlySpan<byte> NameOfFolder => ".git"u8;

    /// <summary>The mode as people know it: four octal digits.</summary>
    public string ModeText => Encoding.ASCII.GetString(WriteMode(stackalloc byte[OctalDigits], Mode));

    /// <summary>The text of the facts.</summary>
    /// <param name="room">Where to write it.</param>
    /// <returns>How many bytes it has.</returns>
    public int Write(Span<byte> room)
    {
        int length = WriteMode(room, Mode).Length;
        length = WriteNumber(room, length, Owner);
        length = WriteNumber(room, length, Group);
        return Links is { } links ? WriteNumber(room, length, links) : length;
    }

    /// <summary>The facts that a text tells.</summary>
    /// <exception cref="FormatException">The text is none of <see cref="Write"/>.</exception>
    public static EntryFacts Read(ReadOnlySpan<byte> text)
    {
        Span<byte> again = stackalloc byte[LongestText];
        if (text.Length > OctalDigits
            && TryRead(text, out EntryFacts facts)
            && text.SequenceEqual(again[..facts.Write(again)]))
        {
            return facts;
        }

        throw new FormatException($"'{EscapedText.Escape(text)}' is not what a map of facts holds.");
    }

    private static bool TryRead(ReadOnlySpan<byte> text, out EntryFacts facts)
    {
        int mode = 0;
        foreach (byte digit in text[..OctalDigits])
        {
            mode = (mode << BitsOfDigit) | (digit - '0');
        }

        ReadOnlySpan<byte> rest = text[OctalDigits..];
        facts = default;
        if (!TryTake(ref rest, out uint owner) || !TryTake(ref rest, out uint group))
        {
            return false;
        }

        uint? names = TryTake(ref rest, out uint links) ? links : null;
        facts = new EntryFacts((ushort)(mode & PermissionMask), owner, group, names);
        return rest.IsEmpty;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> text, out uint number)
    {
        number = 0;
        if (text.IsEmpty || text[0] != ' ' || !Utf8Parser.TryParse(text[1..], out number, out int length))
        {
            return false;
        }

        text = text[(1 + length)..];
        return true;
    }

    private static Span<byte> WriteMode(Span<byte> room, int mode)
    {
        for (int place = OctalDigits - 1; place >= 0; place--)
        {
            room[place] = (byte)('0' + (mode & ((1 << BitsOfDigit) - 1)));
            mode >>= BitsOfDigit;
        }

        return room[..OctalDigits];
    }

    private static int WriteNumber(Span<byte> room, int at, uint number)
    {
        room[at++] = (byte)' ';
        Utf8Formatter.TryFormat(number, room[at..], out int length);
        return at + length;
    }
}
