namespace AuditGraph.Core.Reports;

/// <summary>A labelled value.</summary>
/// <param name="Key">Its member name in the JSON form.</param>
/// <param name="Label">Its label in the Markdown form.</param>
/// <param name="Value">A <see cref="string"/>, <see cref="long"/>, <see cref="bool"/> or null.</param>
internal sealed record ReportFact(string Key, string Label, object? Value);
