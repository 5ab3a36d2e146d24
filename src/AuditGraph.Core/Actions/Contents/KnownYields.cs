using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Actions.Contents;

/// <summary>The bytes of what contents yield, by what was asked of them.</summary>
/// <remarks>
/// They are <c>*( question count *( content yield ) )</c>: hashes, a number, and what the format says.
/// </remarks>
internal static class KnownYields
{
    /// <summary>Writes them; whether they are no more than a limit.</summary>
    public static bool TryWrite<TYield>(
        Dictionary<ContentHash, Dictionary<ContentHash, TYield>> known,
        IYieldFormat<TYield> format,
        int limit,
        out ReadOnlySpan<byte> bytes)
        where TYield : class
    {
        bytes = default;
        var writer = new YieldWriter();
        foreach ((ContentHash question, Dictionary<ContentHash, TYield> contents) in known)
        {
            writer.Write(question);
            writer.Write(contents.Count);
            foreach ((ContentHash content, TYield yield) in contents)
            {
                writer.Write(content);
                format.Write(writer, yield);
                if (writer.Length > limit)
                {
                    return false;
                }
            }
        }

        bytes = writer.Bytes;
        return true;
    }

    /// <summary>Reads the bytes; whether they are such as are written.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="format">How yields are written.</param>
    /// <param name="known">What they say is added to it, in part where they are none.</param>
    public static bool TryRead<TYield>(
        ReadOnlySpan<byte> bytes,
        IYieldFormat<TYield> format,
        Dictionary<ContentHash, Dictionary<ContentHash, TYield>> known)
        where TYield : class
    {
        var reader = new YieldReader(bytes);
        try
        {
            while (reader.Rest > 0)
            {
                ContentHash question = reader.ReadHash();
                int count = reader.ReadNumber(reader.Rest / (ContentHash.Size + format.SmallestYield));
                var contents = new Dictionary<ContentHash, TYield>(count);
                for (; count > 0; count--)
                {
                    ContentHash content = reader.ReadHash();
                    contents[content] = format.Read(ref reader);
                }

                known[question] = contents;
            }

            return true;
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException)
        {
            return false;
        }
    }
}
