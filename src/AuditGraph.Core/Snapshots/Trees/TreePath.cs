namespace AuditGraph.Core.Snapshots.Trees;

/// <summary>
/// A path relative to a snapshot's root: the bytes of the names, exactly, with <c>/</c> between them. The root
/// itself is the empty path.
/// </summary>
internal readonly struct TreePath : IEquatable<TreePath>, IComparable<TreePath>
{
    private readonly byte[]? bytes;

    private TreePath(byte[] bytes) => this.bytes = bytes;

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>The last name of the path.</summary>
    public ReadOnlySpan<byte> Name => Bytes[(Bytes.LastIndexOf((byte)'/') + 1)..];

    /// <summary>The folder that it is in; the root for what is in that.</summary>
    public TreePath Folder => FromBytes(Bytes[..Math.Max(Bytes.LastIndexOf((byte)'/'), 0)]);

    /// <summary>The path of the given bytes, which are copied.</summary>
    public static TreePath FromBytes(ReadOnlySpan<byte> bytes) => new(bytes.ToArray());

    /// <summary>The path that a text of <see cref="ToString"/> shows.</summary>
    /// <exception cref="FormatException">The text holds a backslash that begins no escape.</exception>
    public static TreePath Parse(string text) => new(EscapedText.Unescape(text));

    /// <summary>The path of an entry of this folder.</summary>
    public TreePath Append(ReadOnlySpan<byte> name)
    {
        if (Bytes.IsEmpty)
        {
            return FromBytes(name);
        }

        byte[] joined = new byte[Bytes.Length + 1 + name.Length];
        Bytes.CopyTo(joined);
        joined[Bytes.Length] = (byte)'/';
        name.CopyTo(joined.AsSpan(Bytes.Length + 1));
        return new TreePath(joined);
    }

    /// <inheritdoc/>
    public bool Equals(TreePath other) => Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TreePath other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }

    /// <summary>Orders paths by their bytes.</summary>
    public int CompareTo(TreePath other) => Bytes.SequenceCompareTo(other.Bytes);

    /// <summary>The path for people and reports, in the form of <see cref="EscapedText"/>.</summary>
    public override string ToString() => EscapedText.Escape(Bytes);

    public static bool operator ==(TreePath left, TreePath right) => left.Equals(right);

    public static bool operator !=(TreePath left, TreePath right) => !left.Equals(right);

    public static bool operator <(TreePath left, TreePath right) => left.CompareTo(right) < 0;

    public static bool operator <=(TreePath left, TreePath right) => left.CompareTo(right) <= 0;

    public static bool operator >(TreePath left, TreePath right) => left.CompareTo(right) > 0;

    public static bool operator >=(TreePath left, TreePath right) => left.CompareTo(right) >= 0;
}
