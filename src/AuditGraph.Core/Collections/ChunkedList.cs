namespace AuditGraph.Core.Collections;

/// <summary>A list of values that grows without ever holding them twice.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
internal sealed class ChunkedList<T>
    where T : struct
{
    private const int Bits = 10;

    private const int ChunkLength = 1 << Bits;

    private readonly List<T[]> chunks = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The value at a zero-based position, in its place.</summary>
    public ref T this[int index] => ref chunks[index >> Bits][index & (ChunkLength - 1)];

    /// <summary>Adds a value.</summary>
    public void Add(in T value)
    {
        if (Count == chunks.Count << Bits)
        {
            chunks.Add(new T[ChunkLength]);
        }

        Count++;
        this[Count - 1] = value;
    }
}
