namespace AuditGraph.Core.Reports;

/// <summary>
/// Counts and sizes by kind; a JSON object with a count for each kind, and their sizes in a member <c>bytes</c>.
/// </summary>
/// <param name="Key">Its member name in the JSON form.</param>
/// <param name="Heading">Its heading in the Markdown form, or null.</param>
/// <param name="Entries">The kinds, in order.</param>
internal sealed record ReportTally(string Key, string? Heading, ValueList<ReportTallyEntry> Entries) : ReportBlock(Key, Heading);
