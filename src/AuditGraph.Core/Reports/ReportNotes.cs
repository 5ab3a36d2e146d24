namespace AuditGraph.Core.Reports;

/// <summary>Sentences; a JSON array of strings.</summary>
/// <param name="Key">Its member name in the JSON form.</param>
/// <param name="Heading">Its heading in the Markdown form, or null.</param>
/// <param name="Sentences">The sentences, in order.</param>
internal sealed record ReportNotes(string Key, string? Heading, ValueList<string> Sentences) : ReportBlock(Key, Heading);
