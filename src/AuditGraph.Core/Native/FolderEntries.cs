using System.Buffers.Binary;

namespace AuditGraph.Core.Native;

/// <summary>The records in which systems list a folder, and the listing of a whole one.</summary>
/// <remarks>
/// Linux's <c>struct linux_dirent64</c> is the C library's <c>struct dirent</c> too: inode (8 bytes), offset (8), record
/// length (2), type (1), name and zero byte. macOS's has the name's length (2) between the record's and the type.
/// </remarks>
internal static unsafe class FolderEntries
{
    private const int RecordLengthOffset = 16;

    private static readonly int TypeOffset = OperatingSystem.IsMacOS() ? 20 : 18;

    /// <summary>Takes an entry's name, with the zero byte behind it, and what the listing tells of its type.</summary>
    public delegate void Take(ReadOnlySpan<byte> terminatedName, FileType type);

    /// <summary>Lists all entries except <c>.</c> and <c>..</c>, in any order.</summary>
    /// <param name="descriptor">The folder, open for reading; it stays open.</param>
    /// <param name="take">Takes each entry.</param>
    /// <returns>Zero, or the number of the error that ended the listing.</returns>
    public static int List(int descriptor, Take take)
    {
        byte self = (byte)'.';
        Span<byte> here = [self, 0];
        int opened;
        fixed (byte* name = here)
        {
            // The stream takes its descriptor over and moves it, so it gets one of its own.
            opened = SystemCalls.OpenAt(descriptor, name, OpenFlags.Read | OpenFlags.OnlyFolder | OpenFlags.CloseOnExec, 0);
        }

        nint stream = opened < 0 ? 0 : SystemCalls.OpenStream(opened);
        if (stream == 0)
        {
            int error = SystemError.Last;
            _ = opened < 0 ? 0 : SystemCalls.Close(opened);
            return error;
        }

        try
        {
            while (SystemCalls.ReadStream(stream) is var record && record is not null)
            {
                Visit(new ReadOnlySpan<byte>(record, RecordLength(record)), take);
            }

            return SystemError.Last;
        }
        finally
        {
            _ = SystemCalls.CloseStream(stream);
        }
    }

    /// <summary>Reads Linux's records in a buffer.</summary>
    /// <param name="records">The buffer.</param>
    /// <param name="at">Where the next record begins; afterwards, where the one behind it does.</param>
    /// <param name="nameStart">Where its name begins.</param>
    /// <param name="nameLength">The name's length.</param>
    /// <param name="type">What it is.</param>
    /// <returns>Whether it is an entry, not the folder itself or the one above it.</returns>
    public static bool Read(ReadOnlySpan<byte> records, ref int at, out int nameStart, out int nameLength, out FileType type)
    {
        ReadOnlySpan<byte> record = records.Slice(at, BinaryPrimitives.ReadUInt16LittleEndian(records[(at + RecordLengthOffset)..]));
        ReadOnlySpan<byte> name = record[(TypeOffset + 1)..];
        nameStart = at + TypeOffset + 1;
        nameLength = name.IndexOf((byte)0);
        name = name[..nameLength];
        // The type byte is a mode's type bits, shifted.
        type = (FileType)(record[TypeOffset] << 12);
        at += record.Length;
        return !name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8);
    }

    private static int RecordLength(byte* record) => *(ushort*)(record + RecordLengthOffset);

    private static void Visit(ReadOnlySpan<byte> record, Take take)
    {
        int at = 0;
        if (Read(record, ref at, out int start, out int length, out FileType type))
        {
            take(record.Slice(start, length + 1), type);
        }
    }
}
