namespace AuditGraph.Core.Reports;

/// <summary>One kind in a <see cref="ReportTally"/>.</summary>
/// <param name="Key">Its member name in the JSON form.</param>
/// <param name="Label">Its label in the Markdown form.</param>
/// <param name="Files">How many files are of this kind, or null where that cannot be known.</param>
/// <param name="Bytes">How many bytes they hold together, or null where that cannot be known.</param>
internal sealed record ReportTallyEntry(string Key, string Label, long? Files, long? Bytes);
