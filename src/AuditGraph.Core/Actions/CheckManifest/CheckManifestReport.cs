using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckManifest;

/// <summary>
/// Lays out what <c>check.manifest</c> has to say beside its findings: counts that add up. Nothing of the
/// clock and of the cache is in it.
/// </summary>
internal static class CheckManifestReport
{
    /// <summary>The report.</summary>
    /// <param name="source">The manifests.</param>
    /// <param name="content">What they name.</param>
    /// <param name="check">What was found.</param>
    /// <param name="seen">The scan.</param>
    /// <param name="lastSeen">The run that saw each thing last which was not seen.</param>
    public static ReportDocument Create(
        ManifestSource source,
        ManifestContent content,
        ManifestCheck check,
        SharedScan seen,
        IReadOnlyDictionary<TreePath, string> lastSeen) => new(
        "Manifest check",
        [
            ScanCoverageBlocks.Current(seen.Result),
            Manifests(source, content),
            Names(content),
            Named(content, check),
            There(check),
            new ReportTable(
                "leftOut",
                "Keywords that are not compared",
                [new("keyword", "Keyword", ReportCellKind.Text), new("names", "Names", ReportCellKind.Number)],
                [.. content.LeftOutKeywords
                    .Select(keyword => new ReportRow(DisplayText.Escape(keyword.Key), keyword.Value))],
                "All that the manifest says is compared."),
            ScanCoverageBlocks.Section(seen, lastSeen),
        ],
        "");

    private static ReportTable Manifests(ManifestSource source, ManifestContent content) => new(
        "manifests",
        "Manifests",
        [
            new("path", "Path", ReportCellKind.Path),
            new("form", "Form", ReportCellKind.Text),
            new("names", "Names", ReportCellKind.Number),
            new("sha256", "SHA-256", ReportCellKind.Hash),
        ],
        [
            .. source.Files.Select(file => new ReportRow(
                file.Path.ToString(),
                ManifestKeys.WordOf(source.Form),
                content.Names.GetValueOrDefault(file.Path),
                ContentHash.Of(file.Content).ToString())),
        ],
        "There are none.");

    // All = named + repeated + refused.
    private static ReportFacts Names(ManifestContent content) => new("names", "Names in the manifests",
    [
        new("all", "All", content.Names.Values.Sum()),
        new("refused", "Refused, because they lead out of the folder", content.Refused),
        new("repeated", "Named once more", content.Repeated),
        new("named", "Named", (long)content.Entries.Count),
        new("malformed", "Lines that cannot be read", content.Malformed),
        new("equal", "Names of what another name holds too", CountEqual(content)),
    ]);

    // Named = the sum of all states.
    private static ReportFacts Named(ManifestContent content, ManifestCheck check) => new(
        "named",
        "What became of what is named",
        [
            new("all", "Named", (long)content.Entries.Count),
            new("matching", "As the manifest says", check.CountOf(EntryState.Matching)),
            new("changed", "Changed", check.CountOf(EntryState.Changed)),
            new("moved", "Moved", check.CountOf(EntryState.Moved)),
            new("missing", "Missing", check.CountOf(EntryState.Missing)),
            new("unread", "Not read", check.CountOf(EntryState.NotSeen)),
            new("outOfScope", "Left out by the job", check.CountOf(EntryState.LeftOut)),
            new("notCompared", "Without anything that is compared", check.CountOf(EntryState.NotCompared)),
        ]);

    // There = named and there + moved + added + passed over.
    private static ReportFacts There(ManifestCheck check) => new("there", "Files and links that are there",
    [
        new("all", "All", check.There),
        new(
            "named",
            "Named, in their places",
            check.There - check.CountOf(EntryState.Moved) - check.Added - check.PassedOver),
        new("moved", "Moved", check.CountOf(EntryState.Moved)),
        new("added", "Added", check.Added),
        new("passedOver", "Need not be named", check.PassedOver),
    ]);

    private static long CountEqual(ManifestContent content) => content.Entries.Values
        .Where(entry => entry.Hashes.Count > 0)
        .CountBy(entry => (entry.Hashes.Keys[^1], entry.Hashes.Values[^1]))
        .Where(hash => hash.Value > 1)
        .Sum(hash => (long)hash.Value);
}
