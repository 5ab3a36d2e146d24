using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>
/// Lays out what <c>check.files</c> has to say beside its findings. Nothing of the clock and of the cache is in it.
/// </summary>
internal static class CheckFilesReport
{
    /// <summary>The report.</summary>
    /// <param name="files">What the rules look at.</param>
    /// <param name="survey">What was read.</param>
    /// <param name="seen">The scan.</param>
    /// <param name="lastSeen">The run that saw each thing last which was not seen.</param>
    public static ReportDocument Create(
        IReadOnlyList<MatchedFile> files,
        RuleSurvey survey,
        SharedScan seen,
        IReadOnlyDictionary<TreePath, string> lastSeen)
    {
        return new ReportDocument(
            "File rules",
            [
                ScanCoverageBlocks.Current(seen.Result),
                new ReportFacts("lookedAt", "What the rules look at",
                [
                    new("files", "Files", files.LongCount(file => file.Kind != TreeEntryKind.Link)),
                    new("bytes", "Bytes", files.Where(file => file.IsFile).Sum(file => file.Bytes)),
                    new("links", "Links, of which only the name is judged", files.LongCount(file => file.Kind == TreeEntryKind.Link)),
                    new("contents", "Files whose content is asked about", survey.Files),
                    new("binary", "Binary ones among these, whose content no rule judges", survey.BinaryFiles),
                ]),
                ScanCoverageBlocks.Section(seen, lastSeen),
            ],
            "");
    }
}
