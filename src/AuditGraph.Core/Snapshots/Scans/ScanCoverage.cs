namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>What a scan did not see.</summary>
/// <param name="Excluded">Entries that the scope left out; a folder that was not entered counts once.</param>
/// <param name="Gaps">What belongs to the scope and yet could not be vouched for, sorted by path.</param>
internal sealed record ScanCoverage(long Excluded, IReadOnlyList<ScanGap> Gaps);
