using System.IO.Compression;

namespace AuditGraph.Core.Collections;

/// <summary>
/// Bytes that are written once and read any number of times, in parts: nothing of them is ever copied to make room for more. Of very
/// many only the first are held as they are and the others compressed (RFC 7932), so that a report of a million findings fits
/// into the memory that the findings themselves take.
/// </summary>
internal sealed class ByteChunks : Stream
{
    private const int SmallestChunk = 1 << 12;

    private const int LargestChunk = 1 << 20;

    private const int MostPlain = 4 << 20;

    private const int FastCompression = 1;

    private const int Window = 22;

    private readonly List<Chunk> full = [];

    private byte[] last = [];

    private int lastLength;

    private long length;

    private byte[]? compressed;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => length;

    /// <inheritdoc/>
    public override long Position
    {
        get => length;
        set => throw new NotSupportedException();
    }

    /// <summary>The bytes, in order. A part is good until the next is asked for.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Parts()
    {
        byte[]? buffer = null;
        foreach (Chunk chunk in full)
        {
            if (chunk.IsCompressed)
            {
                buffer ??= new byte[LargestChunk];
                BrotliDecoder.TryDecompress(chunk.Bytes, buffer, out int bytes);
                yield return buffer.AsMemory(0, bytes);
            }
            else
            {
                yield return chunk.Bytes;
            }
        }

        if (lastLength > 0)
        {
            yield return last.AsMemory(0, lastLength);
        }
    }

    /// <summary>The bytes as one.</summary>
    public byte[] ToArray()
    {
        byte[] bytes = new byte[length];
        int at = 0;
        foreach (ReadOnlyMemory<byte> part in Parts())
        {
            part.CopyTo(bytes.AsMemory(at));
            at += part.Length;
        }

        return bytes;
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (lastLength == last.Length)
            {
                Begin();
            }

            int count = Math.Min(buffer.Length, last.Length - lastLength);
            buffer[..count].CopyTo(last.AsSpan(lastLength));
            buffer = buffer[count..];
            lastLength += count;
            length += count;
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    private void Begin()
    {
        int size = Math.Clamp(2 * last.Length, SmallestChunk, LargestChunk);
        if (length > MostPlain && TryCompress(last) is { } small)
        {
            // The chunk itself is written anew.
            full.Add(new Chunk(small, IsCompressed: true));
        }
        else
        {
            if (last.Length > 0)
            {
                full.Add(new Chunk(last, IsCompressed: false));
            }

            last = new byte[size];
        }

        lastLength = 0;
    }

    private byte[]? TryCompress(byte[] chunk)
    {
        compressed ??= new byte[LargestChunk / 2];
        return BrotliEncoder.TryCompress(chunk, compressed, out int bytes, FastCompression, Window) ? compressed[..bytes] : null;
    }

    private sealed record Chunk(byte[] Bytes, bool IsCompressed);
}
