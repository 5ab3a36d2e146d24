using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Scans;

namespace AuditGraph.Core.Actions.Scans;

/// <summary>What the user should know of a scan although the run succeeded.</summary>
internal static class ScanWarnings
{
    /// <summary>That something was not seen, in a sentence; null where all was.</summary>
    public static string? OfGaps(ScanResult scan) => scan.Coverage.Gaps.Count == 0
        ? null
        : $"{CountText.Of(scan.Coverage.Gaps.Count, "entry was", "entries were")} not seen; see the report's section on coverage.";

    /// <summary>That something changed without a trace, in a sentence; null where nothing did.</summary>
    public static string? OfSilentChanges(ScanResult scan) => scan.SilentChanges.Count == 0
        ? null
        : $"{CountText.Of(scan.SilentChanges.Count, "file")} changed without a trace in size and times; see the report's section on coverage.";
}
