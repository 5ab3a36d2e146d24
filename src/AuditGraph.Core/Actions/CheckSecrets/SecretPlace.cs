namespace AuditGraph.Core.Actions.CheckSecrets;

/// <summary>Where in a text something stands that may be a secret.</summary>
/// <param name="text">The text.</param>
/// <param name="lineStart">Where its line begins.</param>
/// <param name="lineEnd">Where its line ends.</param>
/// <param name="start">Where it begins.</param>
/// <param name="length">How long it is.</param>
internal readonly ref struct SecretPlace(string text, int lineStart, int lineEnd, int start, int length)
{
    // What is further away has nothing to do with it, and a line may have a hundred thousand of them.
    private const int Near = 300;

    private const int Around = 4096;

    /// <summary>What may be a secret.</summary>
    public ReadOnlySpan<char> Secret => text.AsSpan(start, length);

    /// <summary>What follows it in its line, as far as it is near.</summary>
    public ReadOnlySpan<char> After => text.AsSpan(start + length, Math.Min(lineEnd - start - length, Near));

    /// <summary>What is near in its line, itself included.</summary>
    public ReadOnlySpan<char> LineAround =>
        Between(Math.Max(lineStart, start - Near), Math.Min(lineEnd, start + length + Near));

    /// <summary>What is around it in the text, itself included.</summary>
    public ReadOnlySpan<char> TextAround =>
        Between(Math.Max(0, start - Around), Math.Min(text.Length, start + length + Around));

    /// <summary>What follows in the text, as far as a key or the like may go on.</summary>
    public ReadOnlySpan<char> Rest => text.AsSpan(start, Math.Min(text.Length - start, 16 * Around));

    private ReadOnlySpan<char> Between(int from, int to) => text.AsSpan(from, to - from);
}

/// <summary>Tells whether what looks like a secret is one.</summary>
internal delegate bool SecretTest(SecretPlace place);

/// <summary>What of a text tells a secret of several lines from others; null where it is none.</summary>
internal delegate string? SecretReader(SecretPlace place);
