using System.Text;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Actions.Contents;

/// <summary>
/// Reads what a <see cref="YieldWriter"/> has written. What nobody writes is a <see cref="FormatException"/> or an
/// <see cref="ArgumentException"/>.
/// </summary>
/// <param name="bytes">The bytes.</param>
internal ref struct YieldReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int at;

    /// <summary>How many bytes are left.</summary>
    public readonly int Rest => bytes.Length - at;

    /// <summary>Reads a hash.</summary>
    public ContentHash ReadHash()
    {
        ContentHash hash = ContentHash.FromBytes(bytes.Slice(at, ContentHash.Size));
        at += ContentHash.Size;
        return hash;
    }

    /// <summary>Reads a number that is no greater than another.</summary>
    public int ReadNumber(int most = int.MaxValue) => VariableLength.Read(bytes, ref at) is var number && number <= most
        ? (int)number
        : throw new FormatException("A number is too large.");

    /// <summary>Reads a text.</summary>
    public string ReadText()
    {
        int length = ReadNumber(Rest);
        string text = Encoding.UTF8.GetString(bytes.Slice(at, length));
        at += length;
        return text;
    }
}
