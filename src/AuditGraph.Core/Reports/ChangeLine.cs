namespace AuditGraph.Core.Reports;

/// <summary>A change as a screen shows it.</summary>
/// <param name="Kind">What happened, as the report words it, such as <c>modified</c>.</param>
/// <param name="Path">Where, safe to show.</param>
/// <param name="PreviousPath">Where it was before, or null.</param>
internal sealed record ChangeLine(string Kind, string Path, string? PreviousPath);
