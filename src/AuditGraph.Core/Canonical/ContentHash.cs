using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace AuditGraph.Core.Canonical;

/// <summary>A SHA-256 (FIPS 180-4) as a value of 32 bytes.</summary>
[InlineArray(Size)]
internal struct ContentHash : IEquatable<ContentHash>, IComparable<ContentHash>
{
    /// <summary>Bytes in a hash.</summary>
    public const int Size = 32;

    private const string Digits = "0123456789abcdef";

    private byte first;

    /// <summary>The hash of the given bytes.</summary>
    public static ContentHash Of(ReadOnlySpan<byte> content)
    {
        ContentHash hash = default;
        SHA256.HashData(content, hash.Writable);
        return hash;
    }

    /// <summary>The hash whose 32 bytes are given.</summary>
    /// <exception cref="ArgumentException">There are not 32 bytes.</exception>
    public static ContentHash FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException($"A SHA-256 has {Size} bytes, not {bytes.Length}.", nameof(bytes));
        }

        ContentHash hash = default;
        bytes.CopyTo(hash.Writable);
        return hash;
    }

    /// <summary>Reads 64 lower-case hexadecimal digits.</summary>
    /// <exception cref="FormatException">The text is no such digits.</exception>
    public static ContentHash Parse(string text) => TryParse(text, out ContentHash hash) ? hash : throw new FormatException($"'{text}' is no SHA-256.");

    /// <summary>Reads 64 lower-case hexadecimal digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ContentHash hash)
    {
        // Digit by digit: the base library takes capital letters too.
        hash = default;
        if (text.Length != 2 * Size)
        {
            return false;
        }

        Span<byte> bytes = hash.Writable;
        int wrong = 0;
        for (int index = 0; index < Size; index++)
        {
            int value = (Value(text[2 * index]) << 4) | Value(text[(2 * index) + 1]);
            wrong |= value;
            bytes[index] = (byte)value;
        }

        return wrong >= 0;
    }

    /// <summary>The 32 bytes.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Bytes => MemoryMarshal.CreateReadOnlySpan(in first, Size);

    [UnscopedRef]
    private Span<byte> Writable => MemoryMarshal.CreateSpan(ref first, Size);

    /// <inheritdoc/>
    public readonly bool Equals(ContentHash other) => Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is ContentHash other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => MemoryMarshal.Read<int>(Bytes);

    /// <summary>Orders hashes by their bytes.</summary>
    public readonly int CompareTo(ContentHash other) => Bytes.SequenceCompareTo(other.Bytes);

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override readonly string ToString()
    {
        ReadOnlySpan<byte> bytes = Bytes;
        Span<char> digits = stackalloc char[2 * Size];
        for (int index = 0; index < Size; index++)
        {
            digits[2 * index] = Digits[bytes[index] >> 4];
            digits[(2 * index) + 1] = Digits[bytes[index] & 0xf];
        }

        return new string(digits);
    }

    private static int Value(char digit) => digit switch
    {
        >= '0' and <= '9' => digit - '0',
        >= 'a' and <= 'f' => digit - 'a' + 10,
        _ => -1,
    };

    public static bool operator ==(ContentHash left, ContentHash right) => left.Equals(right);

    public static bool operator !=(ContentHash left, ContentHash right) => !left.Equals(right);
}
