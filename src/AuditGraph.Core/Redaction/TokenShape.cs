namespace AuditGraph.Core.Redaction;

/// <summary>How the tokens of a kind look that tell by themselves what they are.</summary>
/// <param name="Name">The kind, such as <c>github-token</c>.</param>
/// <param name="Title">What one is called in a sentence, with its article.</param>
/// <param name="Marks">Of these, capital letters included, every such token has one.</param>
/// <param name="Pattern">
/// The expression of a whole token, which needs no look-around. It takes all characters that a token may go on with, so
/// that one which is too long is told by its length.
/// </param>
internal sealed record TokenShape(string Name, string Title, string[] Marks, string Pattern)
{
    /// <summary>The characters of which none stands before a token, as in a class of an expression.</summary>
    public string Inner { get; init; } = "A-Za-z0-9_-";

    /// <summary>
    /// Whether a text that the expression matches is a token, as its length or checksum tells; null where each is.
    /// </summary>
    public TokenTest? Fits { get; init; }

    /// <summary>Whether its marks are so long that hardly any other text has one.</summary>
    public bool IsTelling => Array.TrueForAll(Marks, mark => mark.Length >= 4);
}

/// <summary>Tells whether a text is a token.</summary>
internal delegate bool TokenTest(ReadOnlySpan<char> text);
