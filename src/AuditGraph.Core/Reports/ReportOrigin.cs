namespace AuditGraph.Core.Reports;

/// <summary>Whose report it is, and of when.</summary>
/// <param name="Job">The name of the job.</param>
/// <param name="AsOf">The moment that counted as now when it was found; null where nobody knows it.</param>
internal sealed record ReportOrigin(string Job, DateTimeOffset? AsOf);
