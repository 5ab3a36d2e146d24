using System.Collections;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Collections;

namespace AuditGraph.Core.Reports;

/// <summary>The rows of a table, kept small: there may be a million of them.</summary>
internal sealed class PackedRows : IReadOnlyList<ReportRow>
{
    private readonly TextPool texts = new();

    private readonly ByteStore rows = new();

    private readonly ChunkedList<int> numbers = new();

    private byte[] buffer = new byte[1 << 8];

    /// <inheritdoc/>
    public int Count => numbers.Count;

    /// <inheritdoc/>
    public ReportRow this[int index] => new(Read(rows.Read(numbers[index], out _)).ToValueList());

    /// <summary>Adds a row.</summary>
    public void Add(ReportRow row)
    {
        int most = row.Cells.Count * (1 + VariableLength.LargestSize + 1);
        buffer = most > buffer.Length ? new byte[most] : buffer;
        int length = 0;
        foreach (object? cell in row.Cells)
        {
            length += Write(cell, buffer.AsSpan(length));
        }

        numbers.Add(rows.Append(buffer.AsSpan(0, length), mark: 0));
    }

    /// <inheritdoc/>
    public IEnumerator<ReportRow> GetEnumerator()
    {
        for (int index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Write(object? cell, Span<byte> to)
    {
        (Kind kind, long value) = cell switch
        {
            null => (Kind.None, 0),
            string text => (Kind.Text, texts.Add(text)),
            bool truth => (truth ? Kind.True : Kind.False, 0),
            long number => number < 0 ? (Kind.Negative, ~number) : (Kind.Number, number),
            _ => throw new ArgumentException($"A value of the type {cell.GetType()} is no cell.", nameof(cell)),
        };
        to[0] = (byte)kind;
        return kind < Kind.Text ? 1 : 1 + VariableLength.Write(to[1..], value);
    }

    private List<object?> Read(ReadOnlySpan<byte> row)
    {
        var cells = new List<object?>();
        for (int at = 0; at < row.Length;)
        {
            cells.Add((Kind)row[at++] switch
            {
                Kind.None => null,
                Kind.False => false,
                Kind.True => true,
                Kind.Text => texts.Get((int)VariableLength.Read(row, ref at)),
                Kind.Negative => ~VariableLength.Read(row, ref at),
                _ => VariableLength.Read(row, ref at),
            });
        }

        return cells;
    }

    /// <summary>What a cell holds. A number follows from <see cref="Text"/> on.</summary>
    private enum Kind : byte
    {
        None,
        False,
        True,
        Text,
        Number,
        Negative,
    }
}
