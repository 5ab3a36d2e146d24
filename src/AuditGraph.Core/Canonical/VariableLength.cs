namespace AuditGraph.Core.Canonical;

/// <summary>Whole numbers from 0 to 2^63 - 1 as unsigned LEB128: seven bits a byte, lowest first, in the fewest bytes.</summary>
internal static class VariableLength
{
    /// <summary>The most bytes a number takes.</summary>
    public const int LargestSize = 9;

    /// <summary>Writes a number and tells how many bytes it took.</summary>
    public static int Write(Span<byte> to, long value)
    {
        int length = 0;
        ulong rest = (ulong)value;
        while (rest >= 0x80)
        {
            to[length++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        to[length++] = (byte)rest;
        return length;
    }

    /// <summary>Reads the number at a position and moves past it.</summary>
    /// <exception cref="FormatException">There is no number in its one form.</exception>
    public static long Read(ReadOnlySpan<byte> from, ref int position)
    {
        ulong value = 0;
        for (int shift = 0; shift < 7 * LargestSize && position < from.Length; shift += 7)
        {
            byte part = from[position++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return part == 0 && shift > 0
                    ? throw new FormatException("A number takes more bytes than it needs.")
                    : (long)value;
            }
        }

        throw new FormatException("A number does not end.");
    }
}
