namespace AuditGraph.Core.Configuration.Syntax;

/// <summary>One key of a mapping with its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
/// <param name="IsRefused">Whether a diagnostic already refuses the key, so that nothing more is said of it.</param>
/// <param name="IsRepeated">Whether it is refused because it is there already, so that its value can still be looked at.</param>
internal sealed record MappingEntry(ScalarNode Key, SyntaxNode Value, bool IsRefused, bool IsRepeated);
