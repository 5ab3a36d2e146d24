namespace AuditGraph.Core.Reports.Findings;

/// <summary>
/// Something that a check should have looked at and could not: it is no finding, and it is not as if all were well.
/// </summary>
/// <param name="Path">
/// The file or folder, relative to the workspace's root and safe to show; null where it is a rule that had nothing to
/// look at.
/// </param>
/// <param name="Reason">What kept the check from it, in a sentence.</param>
/// <param name="Verdict">The verdict that the check has at least because of it.</param>
internal sealed record CheckGap(string? Path, string Reason, AuditVerdict Verdict);
