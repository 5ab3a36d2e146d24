using System.Security.Cryptography;
using System.Text;
using AuditGraph.Core.Collections;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Reports.Manifests;

/// <summary>The table of a report that lists files with their hashes, and what manifests are made of it.</summary>
internal static class ManifestTable
{
    /// <summary>The table's key.</summary>
    public const string Key = "files";

    /// <summary>The key of the facts that say what the table is of.</summary>
    public const string FactsKey = "manifest";

    private const string PathKey = "path";

    private const string TargetKey = "target";

    private const string FolderKey = "folder";

    private const string NamesKey = "names";

    /// <summary>Makes the table.</summary>
    /// <param name="files">Files and links that were seen, sorted by path.</param>
    public static ReportTable Create(IReadOnlyList<TreeFile> files) => new(
        Key,
        "Files",
        [
            new("type", "Type", ReportCellKind.Text),
            new(PathKey, "Path", ReportCellKind.Path),
            new("bytes", "Bytes", ReportCellKind.Number),
            new("sha256", "SHA-256", ReportCellKind.Hash),
            new(TargetKey, "Links to", ReportCellKind.Path),
        ],
        LazyList.Of(files, file => new ReportRow(
            file.IsFile ? "file" : "link",
            file.Path.ToString(),
            file.Bytes,
            file.IsFile ? file.Hash.ToString() : null,
            file.IsFile ? null : file.Target.ToString())),
        "There are no files.");

    /// <summary>A row behind the files that is none.</summary>
    /// <param name="kind">What it is, in place of a file's type.</param>
    /// <param name="path">Where.</param>
    public static ReportRow Remark(string kind, TreePath path) => new(kind, path.ToString(), null, null, null);

    /// <summary>Says what the table is of.</summary>
    /// <param name="table">The table.</param>
    /// <param name="folder">The folder that the manifest's names begin in, or null for the workspace's root.</param>
    /// <param name="more">What else there is to say.</param>
    public static ReportFacts Describe(ReportTable table, string? folder, params IEnumerable<ReportFact> more) => new(
        FactsKey,
        "Manifest",
        [
            new(FolderKey, "Names begin in", folder),
            .. more,
            new(NamesKey, "SHA-256 of all names", DigestOf(table.Rows.Select(row => (row.Cells[1], row.Cells[4])))),
        ]);

    /// <summary>Whether a report has the table.</summary>
    public static bool IsIn(ReportDocument report) =>
        report.Blocks.OfType<ReportFacts>().Any(facts => facts.Key == FactsKey)
            && TableColumns.Find(report, Key) is not null;

    /// <summary>What a report lists, in its order, by names that begin in the folder that it is of.</summary>
    /// <exception cref="FormatException">It lists no files with their hashes.</exception>
    /// <exception cref="AuditRunException">
    /// <c>ManifestInexpressible</c>: a name was masked, so that nobody can tell what it was.
    /// </exception>
    public static IEnumerable<ManifestItem> Read(ReportDocument report)
    {
        ReportFacts facts = report.Blocks.OfType<ReportFacts>().FirstOrDefault(block => block.Key == FactsKey)
            ?? throw new FormatException("it does not say what it lists.");
        TableColumns table = TableColumns.Find(report, Key) ?? throw new FormatException("it lists no files.");
        if (DigestOf(table.Rows.Select(row => ((object?)table.Text(row, PathKey), (object?)table.Text(row, TargetKey))))
            != Fact(facts, NamesKey))
        {
            throw new AuditRunException(
                RunErrors.ManifestInexpressible,
                "A file's name looks like a secret and is masked in the report, so that no manifest can name it. "
                + "Leave the file out ('exclude').");
        }

        string folder = Fact(facts, FolderKey) is { } name ? name + "/" : "";
        return table.Rows.Select(row => new ManifestItem(
            TreePath.Parse(table.Require(row, PathKey) is var path && path.StartsWith(folder, StringComparison.Ordinal)
                ? path[folder.Length..]
                : throw new FormatException($"it lists a file that is not in '{folder}'.")),
            table.Number(row, "bytes") ?? 0,
            table.Text(row, "sha256"),
            table.Text(row, TargetKey) is { } target ? TreePath.Parse(target) : null));
    }

    private static string? Fact(ReportFacts facts, string key) =>
        facts.Facts.FirstOrDefault(fact => fact.Key == key)?.Value as string;

    // Of what is shown: that what looks like a secret was masked shows in it.
    private static string DigestOf(IEnumerable<(object? Path, object? Target)> names)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((object? path, object? target) in names)
        {
            digest.AppendData(Encoding.UTF8.GetBytes($"{path}\0{target}\n"));
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }
}
