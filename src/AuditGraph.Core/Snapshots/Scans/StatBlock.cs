using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AuditGraph.Core.Native;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>
/// What a scan knows of one folder: its entries in order with what the system said of them, its node's hash and its
/// totals. The form in memory is the form in the index file.
/// </summary>
internal readonly struct StatBlock
{
    private const int Alignment = 8;

    private readonly Memory<byte> memory;

    private StatBlock(Memory<byte> memory) => this.memory = memory;

    /// <summary>Whether there is no block.</summary>
    public bool IsNone => memory.IsEmpty;

    /// <summary>The folder's facts.</summary>
    public ref StatBlockHeader Header => ref Unsafe.As<byte, StatBlockHeader>(ref memory.Span[..StatBlockHeader.Size][0]);

    /// <summary>How many entries there are.</summary>
    public int Count => IsNone ? 0 : Header.Count;

    /// <summary>The bytes of names and link targets.</summary>
    public Span<byte> Names
    {
        get
        {
            return memory.Span[(StatBlockHeader.Size + (Header.Count * StatBlockHeader.EntrySize))..];
        }
    }

    /// <summary>The whole block.</summary>
    public ReadOnlySpan<byte> Bytes => memory.Span;

    /// <summary>A new block.</summary>
    /// <param name="count">How many entries it has.</param>
    /// <param name="nameBytes">How many bytes names, their zero bytes and targets take.</param>
    /// <exception cref="OverflowException">The folder is too large for memory.</exception>
    public static StatBlock Create(int count, long nameBytes)
    {
        long length = StatBlockHeader.Size + ((long)count * StatBlockHeader.EntrySize) + nameBytes;
        length = (length + Alignment - 1) / Alignment * Alignment;
        var block = new StatBlock(new byte[checked((int)length)]);
        block.Header.Length = (int)length;
        block.Header.Count = count;
        return block;
    }

    /// <summary>The block at an offset of an index file.</summary>
    /// <returns>No block where none can be.</returns>
    public static StatBlock At(Memory<byte> file, long offset)
    {
        if (offset < 0 || offset > file.Length - StatBlockHeader.Size)
        {
            return default;
        }

        Memory<byte> rest = file[(int)offset..];
        ref StatBlockHeader header = ref Unsafe.As<byte, StatBlockHeader>(ref rest.Span[0]);
        if (header.Count < 0
            || header.Length > rest.Length
            || header.Length - StatBlockHeader.Size < (long)header.Count * StatBlockHeader.EntrySize)
        {
            return default;
        }

        var block = new StatBlock(rest[..header.Length]);
        return block.IsWellFormed() ? block : default;
    }

    /// <summary>
    /// Whether names and targets lie behind each other and fill the block: a checksum guards against accidents, not
    /// against whoever makes an index for the purpose.
    /// </summary>
    private bool IsWellFormed()
    {
        int room = Names.Length;
        long used = 0;
        for (int index = 0; index < Header.Count; index++)
        {
            ref readonly StatEntry entry = ref Entry(index);
            if (entry.NameStart != used)
            {
                return false;
            }

            used += entry.NameLength + 1;
            if (entry.Type == FileType.Link)
            {
                if (entry.Size < 0 || entry.Size > room)
                {
                    return false;
                }

                used += entry.Size;
            }

            if (used > room)
            {
                return false;
            }
        }

        return room - used < Alignment;
    }

    /// <summary>An entry; they are in the order of their names' bytes.</summary>
    public ref StatEntry Entry(int index)
    {
        Span<byte> bytes = memory.Span.Slice(StatBlockHeader.Size + (index * StatBlockHeader.EntrySize), StatBlockHeader.EntrySize);
        return ref MemoryMarshal.AsRef<StatEntry>(bytes);
    }

    /// <summary>A copy that can be changed without changing this one.</summary>
    public StatBlock Copy() => new(memory.ToArray());

    /// <summary>An entry's name.</summary>
    public ReadOnlySpan<byte> Name(in StatEntry entry) => Names.Slice(entry.NameStart, entry.NameLength);

    /// <summary>An entry's name and the zero byte behind it.</summary>
    public ReadOnlySpan<byte> TerminatedName(in StatEntry entry) => Names.Slice(entry.NameStart, entry.NameLength + 1);

    /// <summary>A link's target.</summary>
    public ReadOnlySpan<byte> Target(in StatEntry entry) => Names.Slice(entry.NameStart + entry.NameLength + 1, (int)entry.Size);

    /// <summary>Writes the node that the block stands for.</summary>
    public void WriteNode(TreeNodeWriter node)
    {
        node.Clear();
        int count = Count;
        for (int index = 0; index < count; index++)
        {
            ref readonly StatEntry entry = ref Entry(index);
            ReadOnlySpan<byte> name = Name(entry);
            switch (entry.Type)
            {
                case FileType.File:
                    node.AddFile(name, entry.IsExecutable, entry.Size, entry.Hash);
                    break;
                case FileType.Link:
                    node.AddLink(name, Target(entry));
                    break;
                case FileType.Directory:
                    if (entry.Hash != default)
                    {
                        node.AddDirectory(name, entry.Hash, entry.Size, entry.Modified);
                    }

                    break;
                default:
                    if (entry.Mode != StatEntry.Vanished)
                    {
                        node.AddUnseen(name, entry.Mode == StatEntry.UnseenDirectory);
                    }

                    break;
            }
        }
    }
}
