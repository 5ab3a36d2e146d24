namespace AuditGraph.Core.Reports.Findings;

/// <summary>A rule that a check went by.</summary>
/// <param name="Id">Its stable name, such as <c>files.missing</c>.</param>
/// <param name="Severity">How much its findings weigh where nothing else is said.</param>
/// <param name="Summary">What it asks for, in a sentence.</param>
internal sealed record CheckRule(string Id, AuditSeverity Severity, string Summary);
