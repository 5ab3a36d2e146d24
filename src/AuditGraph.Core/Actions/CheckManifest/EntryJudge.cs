using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckManifest;

/// <summary>Compares what a manifest says of a path with what is there.</summary>
/// <param name="tree">What is there.</param>
/// <param name="survey">The hashes of files.</param>
internal sealed class EntryJudge(ManifestTree tree, DigestSurvey survey)
{
    private const int ShownDigits = 12;

    /// <summary>The hashes that must be known before an entry is judged, beside the scan's.</summary>
    public IEnumerable<(TreeFile File, HashKind Kind)> QuestionsOf(ManifestEntry entry) =>
        entry.Kind == ManifestEntryKind.File
            && tree.Find(entry.Path) is { IsFile: true } file
            && (entry.Bytes ?? file.Bytes) == file.Bytes
                ? entry.Hashes.Keys.Where(kind => kind != HashKind.Sha256).Select(kind => (file, kind))
                : [];

    /// <summary>What became of an entry, before it is known what else is where.</summary>
    public EntryVerdict Judge(ManifestEntry entry) =>
        tree.IsUnseen(entry.Path) ? new EntryVerdict(EntryState.NotSeen)
            : tree.Find(entry.Path) is { } file ? Compare(entry, file)
            : entry.Kind is ManifestEntryKind.Folder or ManifestEntryKind.Other ? EntryVerdict.NotCompared
            : tree.IsFolder(entry.Path) ? Another(entry, "a folder")
            : tree.FindLinkAbove(entry.Path) is { } link
                ? NotFollowed($"It is behind the symbolic link '{link.Path}', which is not followed.")
            : entry.IsOptional ? EntryVerdict.NotCompared
            : new EntryVerdict(EntryState.Missing);

    private EntryVerdict Compare(ManifestEntry entry, TreeFile file) => (entry.Kind, file.IsFile) switch
    {
        (ManifestEntryKind.Link, false) => CompareTarget(entry, file),
        (ManifestEntryKind.File, true) => CompareContent(entry, file),
        (ManifestEntryKind.File, false) when !entry.IsKindSaid =>
            NotFollowed("It is a symbolic link, which is not followed."),
        _ => Another(entry, file.IsFile ? "a file" : "a symbolic link"),
    };

    private static EntryVerdict CompareTarget(ManifestEntry entry, TreeFile link) =>
        entry.Target is null || entry.Target == link.Target ? EntryVerdict.Matching
            : Changed(
                $"It leads to '{link.Target}', not to '{entry.Target}'.",
                entry.Target.Value.ToString(),
                link.Target.ToString());

    private EntryVerdict CompareContent(ManifestEntry entry, TreeFile file)
    {
        if (entry.Bytes is { } bytes && bytes != file.Bytes)
        {
            return Changed(
                $"It has {CountText.Of(file.Bytes, "byte")}, not {CountText.Of(bytes, "byte")}.",
                $"{bytes} bytes",
                $"{file.Bytes} bytes");
        }

        foreach ((HashKind kind, string expected) in entry.Hashes)
        {
            if (survey.Of(file, kind) is not { } found)
            {
                return new EntryVerdict(EntryState.NotSeen, "It is no more as the scan found it, or cannot be read.");
            }

            if (found != expected)
            {
                string name = HashKinds.NameOf(kind);
                return Changed(
                    $"Its {name} is {found[..ShownDigits]}…, not {expected[..ShownDigits]}….",
                    $"{name} {expected}",
                    $"{name} {found}");
            }
        }

        return entry.Hashes.Count == 0 && entry.UnknownHashes.Count > 0
            ? EntryVerdict.NotCompared
            : EntryVerdict.Matching;
    }

    private static EntryVerdict Another(ManifestEntry entry, string found)
    {
        string expected = entry.Kind switch
        {
            ManifestEntryKind.File => "a file",
            ManifestEntryKind.Folder => "a folder",
            ManifestEntryKind.Link => "a symbolic link",
            _ => "a device, a pipe or a socket",
        };
        return Changed($"It is {found}, not {expected}.", expected, found);
    }

    private static EntryVerdict NotFollowed(string why) => new(EntryState.NotCompared, why);

    private static EntryVerdict Changed(string message, string expected, string found) =>
        new(EntryState.Changed, message) { Expected = expected, Found = found };
}
