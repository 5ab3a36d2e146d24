using AuditGraph.Core.Collections;
using AuditGraph.Core.Redaction;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Reports;

/// <summary>Masks the secrets of a whole report.</summary>
internal static class ReportRedaction
{
    /// <summary>The report with every text of it masked; rows without secrets are the same objects.</summary>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static ReportDocument Apply(ReportDocument report, SecretRedactor redactor, CancellationToken cancellation) =>
        report with
        {
            Title = redactor.Redact(report.Title),
            Blocks = Apply(report.Blocks, redactor, cancellation),
            Remarks = [.. report.Remarks.Select(row => Apply(row, properties: -1, redactor))],
        };

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
        ReportTable table => table with { Rows = Apply(table, redactor, cancellation) },
        _ => block,
    };

    private static IReadOnlyList<ReportRow> Apply(ReportTable table, SecretRedactor redactor, CancellationToken cancellation)
    {
        int properties = FindingTable.PlaceOfProperties(table);
        return LazyList.Changed(table.Rows, row =>
        {
            cancellation.ThrowIfCancellationRequested();
            return Apply(row, properties, redactor);
        });
    }

    private static ReportRow Apply(ReportRow row, int properties, SecretRedactor redactor)
    {
        object?[]? masked = null;
        for (int index = 0; index < row.Cells.Count; index++)
        {
            // A mask that runs from one property into the next would leave no object.
            object? cell = row.Cells[index] is not string text ? row.Cells[index]
                : index == properties ? FindingProperties.Mask(text, redactor)
                : redactor.Redact(text);
            if (!ReferenceEquals(cell, row.Cells[index]))
            {
                masked ??= [.. row.Cells];
                masked[index] = cell;
            }
        }

        return masked is null ? row : new ReportRow(masked.ToValueList());
    }

    private static object? Apply(object? value, SecretRedactor redactor) => value is string text ? redactor.Redact(text) : value;
}
