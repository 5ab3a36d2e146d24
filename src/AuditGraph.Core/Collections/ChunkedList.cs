namespace AuditGraph.Core.Collections;

/// <summary>A list of values that grows without ever holding very many of them twice.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
internal sealed class ChunkedList<T>
    where T : struct
{
    private const int Bits = 13;

    private const int ChunkLength = 1 << Bits;

    private const int SmallestLength = 1 << 4;

    private readonly List<T[]> chunks = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The value at a zero-based position, in its place as long as nothing is added.</summary>
    public ref T this[int index] => ref chunks[index >> Bits][index & (ChunkLength - 1)];

    /// <summary>Adds a value.</summary>
    public void Add(in T value)
    {
        int place = Count & (ChunkLength - 1);
        if (place == 0)
        {
            chunks.Add(new T[chunks.Count == 0 ? SmallestLength : ChunkLength]);
        }
        else if (place == chunks[^1].Length)
        {
            // Only the first chunk is ever short: most lists have a few values.
            T[] first = chunks[0];
            Array.Resize(ref first, 2 * place);
            chunks[0] = first;
        }

        Count++;
        this[Count - 1] = value;
    }
}
