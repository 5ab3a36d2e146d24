using AuditGraph.Core.Configuration.Diagnostics;

namespace AuditGraph.Core.Configuration.Syntax;

/// <summary>A value that could not be read; a diagnostic says so already, and nothing more is said of it.</summary>
/// <param name="span">Where it stands.</param>
internal sealed class BrokenNode(SourceSpan span) : SyntaxNode(span)
{
    /// <inheritdoc/>
    public override string Kind => "an unreadable value";
}
