namespace AuditGraph.Core.Reports;

/// <summary>Labelled values; a JSON object.</summary>
/// <param name="Key">Its member name in the JSON form.</param>
/// <param name="Heading">Its heading in the Markdown form, or null.</param>
/// <param name="Facts">The values, in order.</param>
internal sealed record ReportFacts(string Key, string? Heading, ValueList<ReportFact> Facts) : ReportBlock(Key, Heading);
