using AuditGraph.Core.Configuration.Diagnostics;

namespace AuditGraph.Core.Configuration.Syntax;

/// <summary>A single value.</summary>
/// <param name="span">Its characters, with quotes, without anchor and tag.</param>
/// <param name="text">Its text, unquoted and unescaped.</param>
/// <param name="type">Its type.</param>
/// <param name="isPlain">Whether it is written without quotes and is no block.</param>
internal sealed class ScalarNode(SourceSpan span, string text, ScalarKind type, bool isPlain) : SyntaxNode(span)
{
    /// <summary>Its text, unquoted and unescaped.</summary>
    public string Text { get; } = text;

    /// <summary>Its type by YAML 1.2's core schema.</summary>
    public ScalarKind Type { get; } = type;

    /// <summary>Whether it is written without quotes and is no block.</summary>
    public bool IsPlain { get; } = isPlain;

    /// <summary>The same value with another text.</summary>
    public ScalarNode Renamed(string other) => new(Span, other, Type, IsPlain);

    /// <inheritdoc/>
    public override string Kind => Type switch
    {
        ScalarKind.Null => Span.Length == 0 ? "nothing" : "null",
        ScalarKind.Boolean => $"the truth value {Text}",
        ScalarKind.Integer => $"the whole number {OffendingText.Show(Text)}",
        ScalarKind.Float => $"the number {OffendingText.Show(Text)}",
        _ => $"the text {OffendingText.Quote(Text)}",
    };
}
