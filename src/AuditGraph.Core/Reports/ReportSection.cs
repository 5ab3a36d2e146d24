namespace AuditGraph.Core.Reports;

/// <summary>A part made of parts; a JSON object with a member for each.</summary>
/// <param name="Key">Its member name in the JSON form.</param>
/// <param name="Heading">Its heading in the Markdown form, or null.</param>
/// <param name="Blocks">Its parts; the facts among them are members of the section itself.</param>
internal sealed record ReportSection(string Key, string? Heading, ValueList<ReportBlock> Blocks) : ReportBlock(Key, Heading);
