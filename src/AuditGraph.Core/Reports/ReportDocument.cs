namespace AuditGraph.Core.Reports;

/// <summary>A report before it has a format: a title and blocks, in order.</summary>
/// <param name="Title">The heading of the whole.</param>
/// <param name="Blocks">Its parts; their keys are unique.</param>
/// <param name="PrimaryTable">The key of the table that, with the remarks, makes up the CSV form.</param>
internal sealed record ReportDocument(string Title, ValueList<ReportBlock> Blocks, string PrimaryTable)
{
    /// <summary>
    /// Rows that the CSV form has behind those of the primary table, each with a cell for every column of it: what the
    /// other forms say elsewhere and nobody may miss.
    /// </summary>
    public IReadOnlyList<ReportRow> Remarks { get; init; } = [];

    /// <summary>
    /// Whose it is, and of when; null where nobody says. It is no part of what is found, and so of neither what is kept nor of
    /// any form but those whose standard asks for a name or a moment.
    /// </summary>
    public ReportOrigin? Origin { get; init; }
}
