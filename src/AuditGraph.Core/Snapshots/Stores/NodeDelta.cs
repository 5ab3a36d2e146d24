using System.Buffers;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Snapshots.Stores;

/// <summary>
/// A tree node told by how it differs from another one: over and over, how many bytes to copy from the other, how
/// many of it to pass over, and which bytes to put in their place.
/// </summary>
internal static class NodeDelta
{
    /// <summary>Tells how to make a node from a base.</summary>
    /// <exception cref="FormatException">One of them is no tree node.</exception>
    public static byte[] Encode(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        var delta = new ArrayBufferWriter<byte>();
        var fromEntries = new TreeNodeReader(from);
        var toEntries = new TreeNodeReader(to);
        bool hasFrom = fromEntries.MoveNext();
        bool hasTo = toEntries.MoveNext();
        long copy = TreeNodeWriter.Magic.Length;
        long skip = 0;
        var insert = new ArrayBufferWriter<byte>();
        while (hasFrom || hasTo)
        {
            int order = !hasFrom ? 1 : !hasTo ? -1 : fromEntries.Current.Name.SequenceCompareTo(toEntries.Current.Name);
            bool isSame = order == 0 && fromEntries.Current.Encoded.SequenceEqual(toEntries.Current.Encoded);
            if (isSame)
            {
                if (skip > 0 || insert.WrittenCount > 0)
                {
                    Write(delta, copy, skip, insert);
                    copy = 0;
                    skip = 0;
                }

                copy += fromEntries.Current.Encoded.Length;
            }
            else
            {
                skip += order <= 0 ? fromEntries.Current.Encoded.Length : 0;
                if (order >= 0)
                {
                    insert.Write(toEntries.Current.Encoded);
                }
            }

            hasFrom = order <= 0 ? fromEntries.MoveNext() : hasFrom;
            hasTo = order >= 0 ? toEntries.MoveNext() : hasTo;
        }

        Write(delta, copy, skip, insert);
        return delta.WrittenSpan.ToArray();
    }

    /// <summary>Makes the node that a delta tells.</summary>
    /// <exception cref="FormatException">The delta does not fit the base.</exception>
    public static byte[] Apply(ReadOnlySpan<byte> from, ReadOnlySpan<byte> delta)
    {
        var node = new ArrayBufferWriter<byte>(from.Length + delta.Length);
        int at = 0;
        int position = 0;
        while (position < delta.Length)
        {
            node.Write(Take(from, ref at, VariableLength.Read(delta, ref position)));
            _ = Take(from, ref at, VariableLength.Read(delta, ref position));
            node.Write(Take(delta, ref position, VariableLength.Read(delta, ref position)));
        }

        return node.WrittenSpan.ToArray();
    }

    private static void Write(ArrayBufferWriter<byte> delta, long copy, long skip, ArrayBufferWriter<byte> insert)
    {
        WriteNumber(delta, copy);
        WriteNumber(delta, skip);
        WriteNumber(delta, insert.WrittenCount);
        delta.Write(insert.WrittenSpan);
        insert.ResetWrittenCount();
    }

    private static void WriteNumber(ArrayBufferWriter<byte> delta, long value) =>
        delta.Advance(VariableLength.Write(delta.GetSpan(VariableLength.LargestSize), value));

    private static ReadOnlySpan<byte> Take(ReadOnlySpan<byte> from, ref int position, long length)
    {
        if (length > from.Length - position)
        {
            throw new FormatException("A delta reaches beyond its base or its own end.");
        }

        ReadOnlySpan<byte> taken = from.Slice(position, (int)length);
        position += (int)length;
        return taken;
    }
}
