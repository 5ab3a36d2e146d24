using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>The bytes of what is known of contents: of each, by what was asked of it.</summary>
/// <remarks>
/// They are <c>*( demands count *( content kind *( total count *fault ) ) )</c>, hashes and numbers of variable length.
/// The kind of a text in which nothing is found is 0, that of a binary content 1, and another's one more than the number
/// of rules, which have a total each. A fault is <c>kind line column end [ text ]</c>, no number as zero, and of a
/// forbidden text a hash.
/// </remarks>
internal static class KnownContentFormat
{
    private const int Sound = 0;
    private const int Binary = 1;
    private const int SmallestEntry = ContentHash.Size + 1;

    /// <summary>The bytes.</summary>
    public static ReadOnlySpan<byte> Write(Dictionary<ContentHash, Dictionary<ContentHash, KnownContent>> known)
    {
        var bytes = new MemoryStream();
        foreach ((ContentHash demands, Dictionary<ContentHash, KnownContent> contents) in known)
        {
            bytes.Write(demands.Bytes);
            WriteNumber(bytes, contents.Count);
            foreach ((ContentHash content, KnownContent found) in contents)
            {
                bytes.Write(content.Bytes);
                Write(bytes, found);
            }
        }

        return bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
    }

    /// <summary>Reads the bytes; whether they are such as are written.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="known">What they say is added to it, in part where they are none.</param>
    public static bool TryRead(ReadOnlySpan<byte> bytes, Dictionary<ContentHash, Dictionary<ContentHash, KnownContent>> known)
    {
        try
        {
            for (int at = 0; at < bytes.Length;)
            {
                ContentHash demands = ReadHash(bytes, ref at);
                int count = ReadCount(bytes, ref at, (bytes.Length - at) / SmallestEntry);
                var contents = new Dictionary<ContentHash, KnownContent>(count);
                for (; count > 0; count--)
                {
                    ContentHash content = ReadHash(bytes, ref at);
                    contents[content] = ReadFound(bytes, ref at);
                }

                known[demands] = contents;
            }

            return true;
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException)
        {
            return false;
        }
    }

    private static void Write(MemoryStream bytes, KnownContent found)
    {
        WriteNumber(bytes, found == KnownContent.Sound ? Sound : found == KnownContent.Binary ? Binary : found.Yields.Count + 1);
        foreach (ContentYield yield in found.Yields)
        {
            WriteNumber(bytes, yield.Total);
            WriteNumber(bytes, yield.Faults.Count);
            foreach (ContentFault fault in yield.Faults)
            {
                Write(bytes, fault);
            }
        }
    }

    private static void Write(MemoryStream bytes, ContentFault fault)
    {
        WriteNumber(bytes, (long)fault.Kind);
        WriteNumber(bytes, fault.Line ?? 0);
        WriteNumber(bytes, fault.Column ?? 0);
        WriteNumber(bytes, fault.EndColumn ?? 0);
        if (fault.Kind == ContentFaultKind.TextForbidden)
        {
            bytes.Write(fault.Text.Bytes);
        }
    }

    private static KnownContent ReadFound(ReadOnlySpan<byte> bytes, ref int at)
    {
        int kind = ReadCount(bytes, ref at, bytes.Length);
        if (kind <= Binary)
        {
            return kind == Binary ? KnownContent.Binary : KnownContent.Sound;
        }

        var yields = new ContentYield[kind - 1];
        for (int index = 0; index < yields.Length; index++)
        {
            int total = ReadCount(bytes, ref at, int.MaxValue);
            var faults = new ContentFault[ReadCount(bytes, ref at, Math.Min(total, ContentYield.MostFaults))];
            for (int place = 0; place < faults.Length; place++)
            {
                faults[place] = ReadFault(bytes, ref at);
            }

            yields[index] = new ContentYield(faults, total);
        }

        return KnownContent.Of(yields);
    }

    private static ContentFault ReadFault(ReadOnlySpan<byte> bytes, ref int at)
    {
        var kind = (ContentFaultKind)VariableLength.Read(bytes, ref at);
        return new ContentFault(kind, ReadPlace(bytes, ref at), ReadPlace(bytes, ref at), ReadPlace(bytes, ref at))
        {
            Text = kind == ContentFaultKind.TextForbidden ? ReadHash(bytes, ref at) : default,
        };
    }

    private static void WriteNumber(MemoryStream bytes, long number)
    {
        Span<byte> written = stackalloc byte[VariableLength.LargestSize];
        bytes.Write(written[..VariableLength.Write(written, number)]);
    }

    private static int ReadCount(ReadOnlySpan<byte> bytes, ref int at, int most) =>
        VariableLength.Read(bytes, ref at) is var count && count <= most ? (int)count : throw new FormatException("There is no room for so many.");

    private static int? ReadPlace(ReadOnlySpan<byte> bytes, ref int at) => ReadCount(bytes, ref at, int.MaxValue) is > 0 and var place ? place : null;

    private static ContentHash ReadHash(ReadOnlySpan<byte> bytes, ref int at)
    {
        ContentHash hash = ContentHash.FromBytes(bytes.Slice(at, ContentHash.Size));
        at += ContentHash.Size;
        return hash;
    }
}
