using AuditGraph.Core.Collections;

namespace AuditGraph.Core.Reports.Findings;

/// <summary>The table of a report that lists what a check found.</summary>
internal static class FindingTable
{
    /// <summary>The table's key.</summary>
    public const string Key = "findings";

    private const string PropertiesName = "properties";

    /// <summary>Makes the table.</summary>
    /// <param name="findings">What the check found, in the order of the report.</param>
    /// <param name="waivers">The waivers that held, in the order of <see cref="WaiverTable"/>.</param>
    public static ReportTable Create(IReadOnlyList<AuditFinding> findings, IReadOnlyList<AuditWaiver> waivers)
    {
        var numbers = new Dictionary<AuditWaiver, long>();
        foreach (AuditWaiver waiver in waivers)
        {
            numbers.TryAdd(waiver, numbers.Count + 1);
        }

        return new ReportTable(
            Key,
            "Findings",
            [
                new("severity", "Severity", ReportCellKind.Text),
                new("rule", "Rule", ReportCellKind.Text),
                new("path", "Path", ReportCellKind.Path),
                new("line", "Line", ReportCellKind.Number),
                new("column", "Column", ReportCellKind.Number) { IsDetail = true },
                new("endLine", "To line", ReportCellKind.Number) { IsDetail = true },
                new("endColumn", "To column", ReportCellKind.Number) { IsDetail = true },
                new("message", "Message", ReportCellKind.Text),
                new("state", "State", ReportCellKind.Text),
                new("waived", "Set aside because", ReportCellKind.Text),
                new("waiver", "Waiver", ReportCellKind.Number) { IsDetail = true },
                new("fingerprint", "Fingerprint", ReportCellKind.Hash) { IsDetail = true },
                new(PropertiesName, "Properties", ReportCellKind.Text) { IsDetail = true },
            ],
            LazyList.Of(findings, finding => new ReportRow(
                SeverityWords.Of(finding.Severity),
                finding.RuleId,
                finding.Path,
                finding.Line,
                finding.Column,
                finding.EndLine,
                finding.EndColumn,
                finding.Message,
                SeverityWords.Of(finding.State),
                finding.Waiver?.Reason,
                finding.Waiver is { } waiver ? numbers[waiver] : null,
                finding.Fingerprint,
                FindingProperties.Write(finding.Properties))),
            "Nothing was found.");
    }

    /// <summary>A row behind the findings that is none.</summary>
    /// <param name="kind">What it is, in place of a finding's state.</param>
    /// <param name="path">The file, or null where it is no file's.</param>
    /// <param name="message">What it says.</param>
    public static ReportRow Remark(string kind, string? path, string message) =>
        new(null, null, path, null, null, null, null, message, kind, null, null, null, null);

    /// <summary>Whether a report lists findings, be it none: whether it is that of a check.</summary>
    public static bool IsIn(ReportDocument report) => TableColumns.Find(report, Key) is not null;

    /// <summary>The findings that a report lists, in its order; null where it is not that of a check.</summary>
    /// <exception cref="FormatException">A row is no finding.</exception>
    public static IReadOnlyList<AuditFinding>? Read(ReportDocument report)
    {
        if (TableColumns.Find(report, Key) is not { } table)
        {
            return null;
        }

        IReadOnlyList<AuditWaiver> waivers = WaiverTable.Read(report);
        IReadOnlyList<AuditFinding> findings = LazyList.Of(table.Rows, row => new AuditFinding
        {
            Severity = SeverityWords.SeverityOf(table.Text(row, "severity")),
            RuleId = table.Require(row, "rule"),
            Path = table.Text(row, "path"),
            Line = table.Number(row, "line"),
            Column = table.Number(row, "column"),
            EndLine = table.Number(row, "endLine"),
            EndColumn = table.Number(row, "endColumn"),
            Message = table.Require(row, "message"),
            State = SeverityWords.StateOf(table.Text(row, "state")),
            Waiver = table.Number(row, "waiver") is { } number ? WaiverAt(waivers, number) : null,
            Fingerprint = table.Require(row, "fingerprint"),
            Properties = FindingProperties.Read(table.Text(row, PropertiesName)),
        });
        if (findings.Count > LazyList.Few)
        {
            // Here, where it is expected, and not when they are asked for, a row is found to be none.
            _ = findings.Count(finding => finding is null);
        }

        return findings;
    }

    /// <summary>The place of the column whose cells are JSON objects of texts; -1 where a table has none.</summary>
    public static int PlaceOfProperties(ReportTable table)
    {
        for (int index = 0; table.Key == Key && index < table.Columns.Count; index++)
        {
            if (table.Columns[index].Key == PropertiesName)
            {
                return index;
            }
        }

        return -1;
    }

    private static AuditWaiver WaiverAt(IReadOnlyList<AuditWaiver> waivers, long number) =>
        number >= 1 && number <= waivers.Count ? waivers[(int)number - 1]
            : throw new FormatException($"A finding names a waiver {number} of {waivers.Count}.");
}
