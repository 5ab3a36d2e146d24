namespace AuditGraph.Core.Reports;

/// <summary>A part of a report.</summary>
/// <param name="Key">Its member name in the JSON form.</param>
/// <param name="Heading">Its heading in the Markdown form, or null for a part that follows its predecessor without one.</param>
internal abstract record ReportBlock(string Key, string? Heading);
