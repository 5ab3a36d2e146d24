using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace AuditGraph.Core.Canonical;

/// <summary>
/// Writes JSON in the form of RFC 8785 piece by piece, for documents too large for a tree. Who writes names members in
/// the order of the UTF-16 code units of their names; out of order is an error.
/// </summary>
internal sealed class CanonicalJsonStream(Stream stream) : IDisposable
{
    /// <summary>The largest whole number, of either sign, that every reader takes for what it is.</summary>
    public const long LargestInteger = 1L << 53;

    private const int Enough = 64 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Stack<Container> open = new();

    private readonly ArrayBufferWriter<byte> buffer = new();

    private bool followsName;

    public void BeginObject() => Begin((byte)'{');

    public void EndObject() => End((byte)'}');

    public void BeginArray() => Begin((byte)'[');

    public void EndArray() => End((byte)']');

    /// <summary>Begins a member of the object at hand; its value follows.</summary>
    /// <exception cref="InvalidOperationException">The name does not sort behind the last one.</exception>
    public void Name(string name)
    {
        Container container = open.Peek();
        if (container.LastName is { } last && string.CompareOrdinal(last, name) >= 0)
        {
            throw new InvalidOperationException($"The member '{name}' comes behind '{last}', which sorts behind it.");
        }

        Separate(container);
        container.LastName = name;
        PutText(name);
        Put((byte)':');
        followsName = true;
    }

    public void Member(string name, string? value)
    {
        Name(name);
        if (value is null)
        {
            Null();
        }
        else
        {
            Value(value);
        }
    }

    public void Member(string name, long value)
    {
        Name(name);
        Value(value);
    }

    /// <exception cref="ArgumentException">The text holds an unpaired surrogate.</exception>
    public void Value(string text)
    {
        BeginValue();
        PutText(text);
    }

    /// <exception cref="ArgumentException">The number is beyond 2^53.</exception>
    public void Value(long number)
    {
        if (number is < -LargestInteger or > LargestInteger)
        {
            throw new ArgumentException($"The number {number} is beyond 2^53.", nameof(number));
        }

        BeginValue();
        Utf8Formatter.TryFormat(number, buffer.GetSpan(32), out int written);
        buffer.Advance(written);
    }

    public void Value(bool truth)
    {
        BeginValue();
        buffer.Write(truth ? "true"u8 : "false"u8);
    }

    public void Null()
    {
        BeginValue();
        buffer.Write("null"u8);
    }

    /// <summary>Hands on what is still held back. The stream stays open.</summary>
    public void Dispose() => HandOn(atLeast: 1);

    private void Begin(byte bracket)
    {
        BeginValue();
        Put(bracket);
        open.Push(new Container());
    }

    private void End(byte bracket)
    {
        open.Pop();
        Put(bracket);
        HandOn(Enough);
    }

    private void BeginValue()
    {
        if (!followsName && open.TryPeek(out Container? container))
        {
            Separate(container);
        }

        followsName = false;
    }

    private void Separate(Container container)
    {
        if (container.HasContent)
        {
            Put((byte)',');
        }

        container.HasContent = true;
    }

    private void PutText(string text)
    {
        Put((byte)'"');
        int start = 0;
        for (int index = 0; index < text.Length; index++)
        {
            char unit = text[index];
            if (unit is >= ' ' and not ('"' or '\\'))
            {
                continue;
            }

            PutPlain(text.AsSpan(start, index - start));
            PutEscape(unit);
            start = index + 1;
        }

        PutPlain(text.AsSpan(start));
        Put((byte)'"');
    }

    private void PutPlain(ReadOnlySpan<char> text)
    {
        try
        {
            buffer.Advance(Utf8.GetBytes(text, buffer.GetSpan(Utf8.GetMaxByteCount(text.Length))));
        }
        catch (EncoderFallbackException surrogate)
        {
            throw new ArgumentException("A text with an unpaired surrogate has no canonical form.", nameof(text), surrogate);
        }
    }

    private void PutEscape(char unit)
    {
        Put((byte)'\\');
        byte letter = unit switch
        {
            '"' or '\\' => (byte)unit,
            '\b' => (byte)'b',
            '\t' => (byte)'t',
            '\n' => (byte)'n',
            '\f' => (byte)'f',
            '\r' => (byte)'r',
            _ => (byte)'u',
        };
        Put(letter);
        if (letter == 'u')
        {
            buffer.Write(Encoding.ASCII.GetBytes(((int)unit).ToString("x4", System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    private void Put(byte value)
    {
        buffer.GetSpan(1)[0] = value;
        buffer.Advance(1);
    }

    private void HandOn(int atLeast)
    {
        if (buffer.WrittenCount >= atLeast)
        {
            stream.Write(buffer.WrittenSpan);
            buffer.ResetWrittenCount();
        }
    }

    /// <summary>An object or array that is open.</summary>
    private sealed class Container
    {
        public bool HasContent { get; set; }

        /// <summary>The name of an object's last member.</summary>
        public string? LastName { get; set; }
    }
}
