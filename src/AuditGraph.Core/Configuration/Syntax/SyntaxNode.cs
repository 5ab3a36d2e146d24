using AuditGraph.Core.Configuration.Diagnostics;

namespace AuditGraph.Core.Configuration.Syntax;

/// <summary>A value of the document, with its exact place.</summary>
/// <param name="span">Its characters, without anchor and tag.</param>
internal abstract class SyntaxNode(SourceSpan span)
{
    /// <summary>Its characters, without anchor and tag. Empty where the value is left out.</summary>
    public SourceSpan Span { get; } = span;

    /// <summary>How many values it stands for with all aliases written out, itself among them.</summary>
    public virtual long Weight => 1;

    /// <summary>What kind of value it is, in words for a message.</summary>
    public abstract string Kind { get; }
}
