using AuditGraph.Core.Configuration.Diagnostics;

namespace AuditGraph.Core.Configuration.Syntax;

/// <summary>A list of values.</summary>
/// <param name="span">From the first dash, or the opening bracket, to the end of the last value, or the closing bracket.</param>
/// <param name="items">The values.</param>
/// <param name="weight">How many values it stands for.</param>
internal sealed class SequenceNode(SourceSpan span, SyntaxNode[] items, long weight) : SyntaxNode(span)
{
    /// <summary>The values.</summary>
    public SyntaxNode[] Items { get; } = items;

    /// <inheritdoc/>
    public override long Weight { get; } = weight;

    /// <inheritdoc/>
    public override string Kind => "a list";
}
