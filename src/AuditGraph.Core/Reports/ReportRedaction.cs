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
            Blocks = Apply(report.Blocks, redactor.Redact, cancellation),
            Remarks = [.. report.Remarks.Select(row => Apply(row, properties: -1, redactor.Redact))],
        };

    /// <summary>Parts of a report with every text of them masked.</summary>
    /// <param name="blocks">The parts.</param>
    /// <param name="mask">Masks a text; gives the same object back where there is nothing to mask.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static ValueList<ReportBlock> Apply(
        ValueList<ReportBlock> blocks, Func<string, string> mask, CancellationToken cancellation) =>
        blocks.Select(block => Apply(block, mask, cancellation)).ToValueList();

    private static ReportBlock Apply(ReportBlock block, Func<string, string> mask, CancellationToken cancellation) => block switch
    {
        ReportSection section => section with { Blocks = Apply(section.Blocks, mask, cancellation) },
        ReportFacts facts => facts with
        {
            Facts = facts.Facts.Select(fact => fact with { Value = Apply(fact.Value, mask) }).ToValueList(),
        },
        ReportNotes notes => notes with { Sentences = notes.Sentences.Select(mask).ToValueList() },
        ReportTable table => table with { Rows = Apply(table, mask, cancellation) },
        _ => block,
    };

    private static IReadOnlyList<ReportRow> Apply(ReportTable table, Func<string, string> mask, CancellationToken cancellation)
    {
        int properties = FindingTable.PlaceOfProperties(table);
        return LazyList.Changed(table.Rows, row =>
        {
            cancellation.ThrowIfCancellationRequested();
            return Apply(row, properties, mask);
        });
    }

    private static ReportRow Apply(ReportRow row, int properties, Func<string, string> mask)
    {
        object?[]? masked = null;
        for (int index = 0; index < row.Cells.Count; index++)
        {
            // A mask that runs from one property into the next would leave no object.
            object? cell = row.Cells[index] is not string text ? row.Cells[index]
                : index == properties ? FindingProperties.Mask(text, mask)
                : mask(text);
            if (!ReferenceEquals(cell, row.Cells[index]))
            {
                masked ??= [.. row.Cells];
                masked[index] = cell;
            }
        }

        return masked is null ? row : new ReportRow(masked.ToValueList());
    }

    private static object? Apply(object? value, Func<string, string> mask) => value is string text ? mask(text) : value;
}
