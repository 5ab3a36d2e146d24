using System.Text;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Actions.Contents;

/// <summary>
/// Writes the parts of what contents yield: hashes, numbers of variable length, and texts with their length before
/// them.
/// </summary>
internal sealed class YieldWriter : IDisposable
{
    private readonly MemoryStream bytes = new();

    /// <summary>How many bytes were written.</summary>
    public long Length => bytes.Length;

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Bytes => bytes.GetBuffer().AsSpan(0, (int)bytes.Length);

    /// <summary>Writes a hash.</summary>
    public void Write(in ContentHash hash) => bytes.Write(hash.Bytes);

    /// <summary>Writes a number, which is not negative.</summary>
    public void Write(long number)
    {
        Span<byte> written = stackalloc byte[VariableLength.LargestSize];
        bytes.Write(written[..VariableLength.Write(written, number)]);
    }

    /// <summary>Writes a text, as UTF-8.</summary>
    public void Write(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        Write(utf8.Length);
        bytes.Write(utf8);
    }

    /// <inheritdoc/>
    public void Dispose() => bytes.Dispose();
}
