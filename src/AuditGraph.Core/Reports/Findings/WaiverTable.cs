using System.Globalization;

namespace AuditGraph.Core.Reports.Findings;

/// <summary>The table of a report that lists the waivers that held when a check ran, and what each set aside.</summary>
internal static class WaiverTable
{
    /// <summary>The table's key.</summary>
    public const string Key = "waivers";

    private const string DateFormat = "yyyy-MM-dd";

    /// <summary>Makes the table.</summary>
    /// <param name="waivers">The waivers, in the order of their file.</param>
    /// <param name="findings">What the check found.</param>
    public static ReportTable Create(IReadOnlyList<AuditWaiver> waivers, IEnumerable<AuditFinding> findings)
    {
        Dictionary<AuditWaiver, long> hidden = findings.Where(finding => finding is { Waiver: not null, State: not AuditFindingState.Absent })
            .CountBy(finding => finding.Waiver!)
            .ToDictionary(count => count.Key, count => (long)count.Value);
        return new ReportTable(
            Key,
            "Waivers",
            [
                new("rule", "Rule", ReportCellKind.Text),
                new("path", "Path", ReportCellKind.Path),
                new("fingerprint", "Fingerprint", ReportCellKind.Hash) { IsDetail = true },
                new("reason", "Reason", ReportCellKind.Text),
                new("owner", "Owner", ReportCellKind.Text),
                new("expires", "Until", ReportCellKind.Text),
                new("ticket", "Ticket", ReportCellKind.Text),
                new("findings", "Findings", ReportCellKind.Number),
            ],
            [.. waivers.Select(waiver => new ReportRow(
                waiver.Rule, waiver.Path, waiver.Fingerprint, waiver.Reason, waiver.Owner,
                waiver.Expires.ToString(DateFormat, CultureInfo.InvariantCulture), waiver.Ticket, hidden.GetValueOrDefault(waiver)))],
            "No waivers hold.");
    }

    /// <summary>The waivers that a report lists, in its order.</summary>
    /// <exception cref="FormatException">A row is no waiver.</exception>
    public static IReadOnlyList<AuditWaiver> Read(ReportDocument report) =>
        TableColumns.Find(report, Key) is not { } table ? [] : [.. table.Rows.Select(row => new AuditWaiver
        {
            Rule = table.Text(row, "rule"),
            Path = table.Text(row, "path"),
            Fingerprint = table.Text(row, "fingerprint"),
            Reason = table.Require(row, "reason"),
            Owner = table.Require(row, "owner"),
            Expires = DateOnly.ParseExact(table.Require(row, "expires"), DateFormat, CultureInfo.InvariantCulture),
            Ticket = table.Text(row, "ticket"),
        })];
}
