using System.Security.Cryptography;

namespace AuditGraph.Core.Canonical;

/// <summary>Passes on what is written to it or read through it, and tells the SHA-256 and the number of the bytes.</summary>
/// <param name="next">Where it goes to or comes from.</param>
/// <param name="most">The most bytes that may be read; what has more throws <see cref="InvalidDataException"/>.</param>
internal sealed class HashingStream(Stream next, long most = long.MaxValue) : Stream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>How many bytes were written or read.</summary>
    public long Count { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => next.CanRead;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => next.CanWrite;

    /// <inheritdoc/>
    public override long Length => Count;

    /// <inheritdoc/>
    public override long Position
    {
        get => Count;
        set => throw new NotSupportedException();
    }

    /// <summary>The hash of all that was written or read so far.</summary>
    public ContentHash CurrentHash()
    {
        Span<byte> value = stackalloc byte[ContentHash.Size];
        hash.GetCurrentHash(value);
        return ContentHash.FromBytes(value);
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        hash.AppendData(buffer);
        Count += buffer.Length;
        next.Write(buffer);
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush() => next.Flush();

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int count = next.Read(buffer);
        hash.AppendData(buffer[..count]);
        Count += count;
        return Count <= most ? count : throw new InvalidDataException($"There are more than {most} bytes.");
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        hash.Dispose();
        base.Dispose(disposing);
    }
}
