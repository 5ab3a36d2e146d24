namespace AuditGraph.PowerShell.Completion;

/// <summary>One thing to complete an argument with.</summary>
/// <param name="Value">The argument.</param>
/// <param name="Tooltip">What helps to choose it, or null.</param>
internal sealed record Suggestion(string Value, string? Tooltip = null);
