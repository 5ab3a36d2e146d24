using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Collections;

/// <summary>Keeps very many strings of bytes without an object for each. What is kept is named by a number above zero.</summary>
internal sealed class ByteStore
{
    /// <summary>The largest mark.</summary>
    public const int LargestMark = (1 << MarkBits) - 1;

    private const int MarkBits = 2;

    private const int PlaceBits = 20;

    // The first chunk is small, since most stores hold little; each is twice as large as the one before.
    private const int SmallestChunk = 1 << 10;

    private const int LargestChunk = 1 << PlaceBits;

    private const int MostChunks = 1 << (31 - PlaceBits);

    private readonly List<byte[]> chunks = [];

    private int end;

    /// <summary>Keeps bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="mark">What else is to be known of them; at most <see cref="LargestMark"/>.</param>
    /// <returns>Their number.</returns>
    /// <exception cref="InvalidOperationException">All together are more than 2 GiB.</exception>
    public int Append(ReadOnlySpan<byte> bytes, int mark)
    {
        int size = VariableLength.LargestSize + bytes.Length;
        if (chunks.Count == 0 || end + size > chunks[^1].Length)
        {
            if (chunks.Count == MostChunks)
            {
                throw new InvalidOperationException("There is more to keep than fits.");
            }

            // The very first place stays empty, so that nothing has the number zero.
            end = chunks.Count == 0 ? 1 : 0;
            int usual = Math.Min(LargestChunk, SmallestChunk << Math.Min(chunks.Count, PlaceBits));
            chunks.Add(new byte[Math.Max(end + size, usual)]);
        }

        int number = ((chunks.Count - 1) << PlaceBits) | end;
        Span<byte> to = chunks[^1].AsSpan(end);
        int head = VariableLength.Write(to, ((long)bytes.Length << MarkBits) | (long)mark);
        bytes.CopyTo(to[head..]);
        end += head + bytes.Length;
        return number;
    }

    /// <summary>The bytes of a number, and their mark.</summary>
    public ReadOnlySpan<byte> Read(int number, out int mark)
    {
        byte[] chunk = chunks[number >> PlaceBits];
        int place = number & (LargestChunk - 1);
        long head = VariableLength.Read(chunk, ref place);
        mark = (int)(head & LargestMark);
        return chunk.AsSpan(place, (int)(head >> MarkBits));
    }
}
