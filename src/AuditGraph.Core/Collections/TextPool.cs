using System.Runtime.InteropServices;
using System.Text;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Collections;

/// <summary>
/// Keeps very many texts in little memory: each once, as bytes. A text is named by a number, and two numbers are the same where
/// the texts are.
/// </summary>
/// <remarks>Every text comes back as it was, also one that is no valid Unicode. Not for use by several threads at once.</remarks>
internal sealed class TextPool
{
    /// <summary>The number of what is no text.</summary>
    public const int None = 0;

    // Texts that were asked for lately are the same objects again, since most rows repeat what others say.
    private const int Remembered = 1 << 8;

    private readonly ByteStore store = new();

    private readonly (int Number, string Text)[] recent = new (int, string)[Remembered];

    // A hash table of numbers with open addressing; None where nothing is.
    private int[] table = new int[1 << 6];

    /// <summary>How many texts there are.</summary>
    public int Count { get; private set; }

    /// <summary>The number of a text, which is kept if it is new; <see cref="None"/> for null.</summary>
    /// <exception cref="InvalidOperationException">All texts together are more than 2 GiB.</exception>
    public int Add(string? text)
    {
        if (text is null)
        {
            return None;
        }

        if (ContentHash.TryParse(text, out ContentHash hash))
        {
            return Add(hash);
        }

        if (text.AsSpan().ContainsAnyExceptInRange('\0', '\u00ff'))
        {
            return Add(Form.Units, MemoryMarshal.AsBytes(text.AsSpan()));
        }

        const int few = 512;
        Span<byte> bytes = text.Length <= few ? stackalloc byte[few] : new byte[text.Length];
        return Add(Form.Bytes, bytes[..Encoding.Latin1.GetBytes(text, bytes)]);
    }

    /// <summary>The number of the 64 hexadecimal digits of a hash.</summary>
    /// <inheritdoc cref="Add(string?)" path="/exception"/>
    public int Add(in ContentHash hash) => Add(Form.Hash, hash.Bytes);

    /// <summary>The text of a number; null for <see cref="None"/>.</summary>
    public string? Get(int number)
    {
        if (number == None)
        {
            return null;
        }

        ref (int Number, string Text) known = ref recent[(number ^ (number >> 8)) & (Remembered - 1)];
        if (known.Number != number)
        {
            known = (number, Decode(number));
        }

        return known.Text;
    }

    /// <summary>Orders two texts by their UTF-16 code units, as <see cref="StringComparer.Ordinal"/> does; what is none comes first.</summary>
    public int Compare(int left, int right)
    {
        if (left == right || left == None || right == None)
        {
            return left == right ? 0 : left == None ? -1 : 1;
        }

        ReadOnlySpan<byte> leftBytes = Read(left, out Form leftForm);
        ReadOnlySpan<byte> rightBytes = Read(right, out Form rightForm);
        return leftForm == rightForm && leftForm != Form.Units
            ? leftBytes.SequenceCompareTo(rightBytes)
            : string.CompareOrdinal(Decode(left), Decode(right));
    }

    /// <summary>
    /// For each of some texts its place among them in the order of <see cref="Compare"/>; the same for the same ones. Numbers are
    /// compared in far less time than texts, where very many are to be ordered.
    /// </summary>
    public int[] Rank(IReadOnlyCollection<int> numbers)
    {
        int[] sorted = [.. numbers.Distinct()];
        Array.Sort(sorted, Compare);
        var ranks = new Dictionary<int, int>(sorted.Length);
        for (int index = 0; index < sorted.Length; index++)
        {
            ranks.Add(sorted[index], index);
        }

        return [.. numbers.Select(number => ranks[number])];
    }

    private int Add(Form form, ReadOnlySpan<byte> bytes)
    {
        int place = Find(form, bytes);
        if (table[place] != None)
        {
            return table[place];
        }

        if (2 * Count >= table.Length)
        {
            Grow();
            place = Find(form, bytes);
        }

        Count++;
        return table[place] = store.Append(bytes, (int)form);
    }

    private int Find(Form form, ReadOnlySpan<byte> bytes)
    {
        int place = HashOf(bytes, form) & (table.Length - 1);
        while (table[place] != None && !(Read(table[place], out Form other).SequenceEqual(bytes) && other == form))
        {
            place = (place + 1) & (table.Length - 1);
        }

        return place;
    }

    private void Grow()
    {
        int[] before = table;
        table = new int[2 * before.Length];
        foreach (int number in before.Where(number => number != None))
        {
            int place = HashOf(Read(number, out Form form), form) & (table.Length - 1);
            while (table[place] != None)
            {
                place = (place + 1) & (table.Length - 1);
            }

            table[place] = number;
        }
    }

    private string Decode(int number)
    {
        ReadOnlySpan<byte> bytes = Read(number, out Form form);
        return form switch
        {
            Form.Hash => ContentHash.FromBytes(bytes).ToString(),
            Form.Units => new string(MemoryMarshal.Cast<byte, char>(bytes)),
            _ => Encoding.Latin1.GetString(bytes),
        };
    }

    private ReadOnlySpan<byte> Read(int number, out Form form)
    {
        ReadOnlySpan<byte> bytes = store.Read(number, out int mark);
        form = (Form)mark;
        return bytes;
    }

    // Whoever names the files cannot make all texts fall into one place: the base library's hash is another in each process.
    private static int HashOf(ReadOnlySpan<byte> bytes, Form form)
    {
        var hash = new HashCode();
        hash.AddBytes(bytes);
        hash.Add((int)form);
        return hash.ToHashCode();
    }

    /// <summary>The forms of a text's bytes. Each text has one.</summary>
    private enum Form
    {
        /// <summary>A byte for each code unit, none of which is above U+00FF.</summary>
        Bytes,

        /// <summary>Two bytes for each code unit.</summary>
        Units,

        /// <summary>The 32 bytes of a SHA-256 that is written in lower-case hexadecimal digits.</summary>
        Hash,
    }
}
