using System.Buffers.Binary;
using AuditGraph.Core.Native;
using AuditGraph.Core.Snapshots.Scopes;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>The names in one folder, in buffers that are used again for the next.</summary>
internal sealed class FolderListing
{
    private byte[] names = new byte[128 * 1024];

    /// <summary>How many entries there are.</summary>
    public int Count { get; private set; }

    /// <summary>The entries, and room for more behind them.</summary>
    public Item[] Items { get; private set; } = new Item[1024];

    /// <summary>How many bytes of the name buffer are taken.</summary>
    public int Used { get; set; }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Count = 0;
        Used = 0;
    }

    /// <summary>Room for more in the name buffer, behind what is taken.</summary>
    public Span<byte> Reserve(int length)
    {
        if (names.Length - Used < length)
        {
            Array.Resize(ref names, Math.Max(2 * names.Length, Used + length));
        }

        return names.AsSpan(Used);
    }

    /// <summary>A name.</summary>
    public ReadOnlySpan<byte> Name(in Item item) => names.AsSpan(item.NameStart, item.NameLength);

    /// <summary>A name and the zero byte behind it.</summary>
    public ReadOnlySpan<byte> TerminatedName(in Item item) => names.AsSpan(item.NameStart, item.NameLength + 1);

    /// <summary>Adds an entry whose name, ended by a zero byte, is in the name buffer.</summary>
    public void Add(int nameStart, int nameLength, FileType type)
    {
        if (Count == Items.Length)
        {
            var larger = new Item[2 * Count];
            Array.Copy(Items, larger, Count);
            Items = larger;
        }

        Items[Count++] = new Item(SortKey(names.AsSpan(nameStart, nameLength)), nameStart, (ushort)nameLength, type);
    }

    /// <summary>Keeps only the first entries.</summary>
    public void Truncate(int count) => Count = count;

    /// <summary>Puts the entries into the order of their names' bytes.</summary>
    public void Sort() => Items.AsSpan(0, Count).Sort(Compare);

    private int Compare(Item left, Item right)
    {
        int order = left.Key.CompareTo(right.Key);
        return order != 0 ? order : Name(left).SequenceCompareTo(Name(right));
    }

    // The first eight bytes as a number settle nearly every comparison.
    private static ulong SortKey(ReadOnlySpan<byte> name)
    {
        if (name.Length >= sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64BigEndian(name);
        }

        Span<byte> padded = stackalloc byte[sizeof(ulong)];
        padded.Clear();
        name.CopyTo(padded);
        return BinaryPrimitives.ReadUInt64BigEndian(padded);
    }

    /// <summary>One entry.</summary>
    /// <param name="Key">The first bytes of its name, as a number.</param>
    /// <param name="NameStart">Where its name is.</param>
    /// <param name="NameLength">How long its name is.</param>
    /// <param name="Type">What it is, as far as listing the folder tells.</param>
    internal readonly record struct Item(ulong Key, int NameStart, ushort NameLength, FileType Type)
    {
        /// <summary>What the scope says of it.</summary>
        public ScopeDecision Decision { get; init; }
    }
}
