using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace AuditGraph.Core.Ledger;

/// <summary>
/// The content of an entry bundle (C2SP <c>tlog-tiles</c>): entries one after another, each behind its length as
/// two bytes, the higher first.
/// </summary>
internal static class EntryBundle
{
    /// <summary>The most bytes an entry can have.</summary>
    public const int LongestEntry = ushort.MaxValue;

    /// <summary>The most bytes a bundle can have.</summary>
    public const int LongestBundle = TileName.FullWidth * (sizeof(ushort) + LongestEntry);

    /// <summary>The bytes of a bundle.</summary>
    /// <exception cref="ArgumentException">An entry is longer than 65,535 bytes.</exception>
    public static byte[] Encode(ReadOnlyMemory<byte>[] entries)
    {
        int length = 0;
        foreach (ReadOnlyMemory<byte> entry in entries)
        {
            length += sizeof(ushort) + entry.Length;
        }

        byte[] bundle = new byte[length];
        Span<byte> rest = bundle;
        foreach (ReadOnlyMemory<byte> entry in entries)
        {
            if (entry.Length > LongestEntry)
            {
                throw new ArgumentException($"An entry has at most {LongestEntry} bytes, not {entry.Length}.", nameof(entries));
            }

            BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)entry.Length);
            entry.Span.CopyTo(rest[sizeof(ushort)..]);
            rest = rest[(sizeof(ushort) + entry.Length)..];
        }

        return bundle;
    }

    /// <summary>The entries of a bundle; false where the lengths do not add up to its bytes.</summary>
    public static bool TryDecode(ReadOnlyMemory<byte> bundle, [NotNullWhen(true)] out ReadOnlyMemory<byte>[]? entries)
    {
        entries = null;
        var decoded = new List<ReadOnlyMemory<byte>>();
        while (bundle.Length > 0)
        {
            if (bundle.Length < sizeof(ushort))
            {
                return false;
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(bundle.Span);
            bundle = bundle[sizeof(ushort)..];
            if (bundle.Length < length)
            {
                return false;
            }

            decoded.Add(bundle[..length]);
            bundle = bundle[length..];
        }

        entries = decoded.ToArray();
        return true;
    }
}
