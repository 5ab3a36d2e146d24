using AuditGraph.Core.Redaction;

namespace AuditGraph.Core.Reports;

/// <summary>Masks the secrets of a whole report.</summary>
internal static class ReportRedaction
{
    /// <summary>The report with every text of it masked; rows without secrets are the same objects.</summary>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static ReportDocument Apply(ReportDocument report, SecretRedactor redactor, CancellationToken cancellation) =>
        report with { Title = redactor.Redact(report.Title), Blocks = Apply(report.Blocks, redactor, cancellation) };

    private static ValueList<ReportBlock> Apply(ValueList<ReportBlock> blocks, SecretRedactor redactor, CancellationToken cancellation) =>
        blocks.Select(block => Apply(block, redactor, cancellation)).ToValueList();

    private static ReportBlock Apply(ReportBlock block, SecretRedactor redactor, CancellationToken cancellation) => block switch
    {
        ReportSection section => section with { Blocks = Apply(section.Blocks, redactor, cancellation) },
        ReportFacts facts => facts with
        {
            Facts = facts.Facts.Select(fact => fact with { Value = Apply(fact.Value, redactor) }).ToValueList(),
        },
        ReportNotes notes => notes with { Sentences = notes.Sentences.Select(redactor.Redact).ToValueList() },
        ReportTable table => table with { Rows = [.. table.Rows.Select(row => Apply(row, redactor, cancellation))] },
        _ => block,
    };

    private static ReportRow Apply(ReportRow row, SecretRedactor redactor, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return row.Cells.Any(cell => cell is string text && !ReferenceEquals(redactor.Redact(text), text))
            ? new ReportRow(row.Cells.Select(cell => Apply(cell, redactor)).ToValueList())
            : row;
    }

    private static object? Apply(object? value, SecretRedactor redactor) => value is string text ? redactor.Redact(text) : value;
}
