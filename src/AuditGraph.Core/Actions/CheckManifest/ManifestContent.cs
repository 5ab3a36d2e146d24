using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckManifest;

/// <summary>What manifests name, as it is read, and what is wrong with how they are written.</summary>
/// <param name="root">The folder that names begin in.</param>
internal sealed class ManifestContent(TreePath root)
{
    private const int MostProblems = 1000;

    private readonly Dictionary<TreePath, ManifestEntry> entries = [];
    private readonly FindingPile problems = new();
    private readonly Dictionary<TreePath, long> names = [];
    private long problemsLeftOut;

    /// <summary>The folder that names begin in.</summary>
    public TreePath Root => root;

    /// <summary>Each path that is named, and what is said of it.</summary>
    public IReadOnlyDictionary<TreePath, ManifestEntry> Entries => entries;

    /// <summary>What is wrong with how they are written.</summary>
    public FindingPile Problems => problems;

    /// <summary>What is not told of that.</summary>
    public IEnumerable<CheckGap> Gaps => problemsLeftOut == 0
        ? []
        : [new CheckGap(
            null,
            $"{CountText.Of(problemsLeftOut, "more finding is", "more findings are")} not listed.",
            AuditVerdict.Warn)];

    /// <summary>How many names stand in each manifest.</summary>
    public IReadOnlyDictionary<TreePath, long> Names => names;

    /// <summary>How many names were refused.</summary>
    public long Refused { get; private set; }

    /// <summary>How many names name once more what is named already.</summary>
    public long Repeated { get; private set; }

    /// <summary>How many lines could not be read.</summary>
    public long Malformed { get; private set; }

    /// <summary>Folders in which nothing need be named.</summary>
    public HashSet<TreePath> Ignored { get; } = [];

    /// <summary>What else manifests say of files, which is not compared.</summary>
    public SortedDictionary<string, long> LeftOutKeywords { get; } = new(StringComparer.Ordinal);

    /// <summary>The entry of a name; null where the name is refused.</summary>
    /// <param name="place">Where it stands.</param>
    /// <param name="name">The name's bytes.</param>
    public ManifestEntry? Name(ManifestPlace place, ReadOnlySpan<byte> name)
    {
        names[place.File] = names.GetValueOrDefault(place.File) + 1;
        if (ManifestPath.Read(root, name, out TreePath path) is { } fault)
        {
            Refuse(place, name, fault);
            return null;
        }

        if (!entries.TryGetValue(path, out ManifestEntry? entry))
        {
            entries.Add(path, entry = new ManifestEntry(path, place));
        }
        else
        {
            Repeated++;
        }

        if (!entry.NamedIn.Add(place.File))
        {
            Add(ManifestRuleIds.Repeated, place, $"It names '{path}' once more, after {entry.Place}.", path.ToString());
        }

        return entry;
    }

    /// <summary>Says what an entry's hash is; the first that is said of an algorithm counts.</summary>
    public void Hash(ManifestPlace place, ManifestEntry entry, HashKind kind, string hash)
    {
        if (!entry.Hashes.TryAdd(kind, hash) && entry.Hashes[kind] != hash)
        {
            Add(
                ManifestRuleIds.Contradiction,
                place,
                $"It says another {HashKinds.NameOf(kind)} of '{entry.Path}' than {entry.Place}, which counts.",
                entry.Path.ToString());
        }
    }

    /// <summary>Refuses a name, which leads out of the folder.</summary>
    /// <param name="place">Where it stands.</param>
    /// <param name="name">The name.</param>
    /// <param name="fault">Why, in words that follow "which".</param>
    public void Refuse(ManifestPlace place, ReadOnlySpan<byte> name, string fault)
    {
        Refused++;
        string shown = EscapedText.Escape(name[..Math.Min(name.Length, 200)]);
        Add(ManifestRuleIds.Outside, place, $"It names '{shown}', which {fault}; nobody looks there.", shown);
    }

    /// <summary>Says that a line cannot be read.</summary>
    /// <param name="place">Which.</param>
    /// <param name="line">What it holds.</param>
    /// <param name="expected">What it should be.</param>
    public void Reject(ManifestPlace place, ReadOnlySpan<byte> line, string expected)
    {
        Malformed++;
        Add(
            ManifestRuleIds.Malformed,
            place,
            $"The line cannot be read; expected {expected}.",
            ContentHash.Of(line).ToString());
    }

    /// <summary>Adds a finding on how a manifest is written.</summary>
    public void Add(string rule, ManifestPlace place, string message, string key)
    {
        if (problems.Count >= MostProblems)
        {
            problemsLeftOut++;
            return;
        }

        problems.Add(new CheckFinding(rule, ManifestRuleIds.SeverityOf(rule), message, key)
        {
            Path = place.File.Bytes.IsEmpty ? null : place.File.ToString(),
            Line = place.Line == 0 ? null : place.Line,
            Column = place.Line == 0 ? null : 1,
        });
    }
}
