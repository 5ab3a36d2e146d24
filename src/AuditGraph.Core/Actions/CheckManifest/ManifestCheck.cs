using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Actions.Manifests;
using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckManifest;

/// <summary>Compares what manifests name with what is there.</summary>
/// <param name="arguments">What is asked.</param>
/// <param name="source">The manifests.</param>
/// <param name="content">What they name.</param>
/// <param name="survey">The hashes of files.</param>
internal sealed class ManifestCheck(
    CheckManifestArguments arguments, ManifestSource source, ManifestContent content, DigestSurvey survey)
{
    private const int MostGaps = 1000;

    private readonly Dictionary<EntryState, long> states = [];
    private readonly List<CheckGap> gaps = [];
    private long gapsLeftOut;

    /// <summary>What was found.</summary>
    public FindingPile Findings { get; } = new();

    /// <summary>What could not be compared.</summary>
    public IEnumerable<CheckGap> Gaps => gaps
        .Concat(content.Gaps)
        .Concat(gapsLeftOut == 0
            ? []
            : [new CheckGap(
                null, $"{CountText.Of(gapsLeftOut, "more name")} could not be compared.", arguments.OnUnreadable)]);

    /// <summary>How many files and links there are.</summary>
    public long There { get; private set; }

    /// <summary>How many of them no manifest names, and are not what was moved.</summary>
    public long Added { get; private set; }

    /// <summary>
    /// How many of them need not be named: the manifests themselves, and what is no payload of a bag.
    /// </summary>
    public long PassedOver { get; private set; }

    /// <summary>
    /// Whether another check of the same tree would find the same: nothing changed or was lost meanwhile.
    /// </summary>
    public bool IsRepeatable { get; private set; } = true;

    /// <summary>How many of what is named are in a state.</summary>
    public long CountOf(EntryState state) => states.GetValueOrDefault(state);

    /// <summary>Compares.</summary>
    /// <param name="scan">What the workspace holds.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public void Look(ScanResult scan, CancellationToken cancellation)
    {
        var tree = new ManifestTree(scan, source.Root, cancellation);
        var judge = new EntryJudge(tree, survey);
        ManifestEntry[] entries = [.. content.Entries.Values.OrderBy(entry => entry.Path)];
        survey.Look(entries.SelectMany(judge.QuestionsOf), cancellation);
        TreeFile[] unnamed = [.. tree.Files.Where(file => !content.Entries.ContainsKey(file.Path))];
        TreeFile[] added = [.. unnamed.Where(MustBeNamed)];
        (There, PassedOver) = (tree.Files.Count, unnamed.Length - added.Length);

        var missing = new List<ManifestEntry>();
        var leftOut = new LeftOutPaths(scan);
        foreach (ManifestEntry entry in entries)
        {
            cancellation.ThrowIfCancellationRequested();
            EntryVerdict verdict = judge.Judge(entry);
            if (verdict.State != EntryState.Missing)
            {
                Take(entry, verdict);
            }
            else if (leftOut.FindReason(entry.Path, isFolder: false) is { } why)
            {
                Take(entry, new EntryVerdict(EntryState.LeftOut, $"The manifest names it, but {why}."));
            }
            else
            {
                missing.Add(entry);
            }
        }

        Tell(missing, added, MovePairing.Pair(missing, added, survey, cancellation));
        Tell(NameTwins.Find(entries.Select(entry => entry.Path).Concat(added.Select(file => file.Path))));
        TellOfUnknownHashes(entries);
        Findings.AddRange(content.Problems);
        IsRepeatable &= source.Files.All(
            file => tree.Find(file.Path) is not { } seen || seen.Hash == ContentHash.Of(file.Content));
    }

    // Of the forms mtree alone has links.
    private bool MustBeNamed(TreeFile file) => source.Form switch
    {
        ManifestForm.BagIt => file.IsFile && BagReader.IsPayload(source.Root, file.Path),
        ManifestForm.Mtree => !IsManifest(file)
            && (content.Ignored.Count == 0 || !ManifestTree.FoldersAbove(file.Path).Any(content.Ignored.Contains)),
        _ => file.IsFile && !IsManifest(file),
    };

    private bool IsManifest(TreeFile file) => source.Files.Any(manifest => manifest.Path == file.Path);

    private void Take(ManifestEntry entry, EntryVerdict verdict)
    {
        Count(verdict.State);
        if (verdict.State == EntryState.Changed)
        {
            Find(
                ManifestRuleIds.Changed,
                entry,
                verdict.Message!,
                [new("expected", verdict.Expected!), new("found", verdict.Found!)]);
        }
        else if (verdict.Message is { } why)
        {
            IsRepeatable &= verdict.State != EntryState.NotSeen;
            Gap(new CheckGap(
                entry.Path.ToString(),
                why,
                verdict.State == EntryState.LeftOut ? AuditVerdict.Warn : arguments.OnUnreadable));
        }
    }

    private void Tell(List<ManifestEntry> missing, TreeFile[] added, Dictionary<ManifestEntry, TreeFile> moves)
    {
        foreach (ManifestEntry entry in missing)
        {
            if (moves.TryGetValue(entry, out TreeFile? now))
            {
                Count(EntryState.Moved);
                Find(ManifestRuleIds.Moved, entry, $"It is at '{now.Path}' now.", [new("found", now.Path.ToString())]);
            }
            else
            {
                Count(EntryState.Missing);
                Find(
                    ManifestRuleIds.Missing,
                    entry,
                    entry.IsToFetch ? "It is not there; 'fetch.txt' says where to fetch it." : "It is not there.",
                    []);
            }
        }

        HashSet<TreePath> moved = [.. moves.Values.Select(file => file.Path)];
        foreach (TreeFile file in added.Where(file => !moved.Contains(file.Path)))
        {
            Added++;
            if (arguments.IsComplete)
            {
                Findings.Add(Finding(ManifestRuleIds.Added, file.Path, "The manifest does not name it."));
            }
        }
    }

    private void Tell(List<(TreePath First, TreePath Other)> twins)
    {
        foreach ((TreePath first, TreePath other) in twins)
        {
            Findings.Add(Finding(
                ManifestRuleIds.Twin,
                other,
                $"Its name differs from '{first}' in nothing but the normal form of Unicode."));
        }
    }

    private void TellOfUnknownHashes(ManifestEntry[] entries)
    {
        foreach ((string algorithm, int count) in entries
            .SelectMany(entry => entry.UnknownHashes)
            .CountBy(name => name)
            .OrderBy(name => name.Key, StringComparer.Ordinal))
        {
            Gap(new CheckGap(
                null,
                $"{CountText.Of(count, "hash", "hashes")} by {DisplayText.Escape(algorithm)} cannot be made here.",
                arguments.OnUnreadable));
        }
    }

    private void Count(EntryState state) => states[state] = CountOf(state) + 1;

    private void Gap(CheckGap gap)
    {
        if (gaps.Count < MostGaps)
        {
            gaps.Add(gap);
        }
        else
        {
            gapsLeftOut++;
        }
    }

    private void Find(string rule, ManifestEntry entry, string message, KeyValuePair<string, string>[] more) =>
        Findings.Add(Finding(rule, entry.Path, message) with
        {
            Properties = new([.. more, new("manifest", entry.Place.ToString())]),
        });

    private static CheckFinding Finding(string rule, TreePath path, string message) =>
        new(rule, ManifestRuleIds.SeverityOf(rule), message, "") { Path = path.Bytes.IsEmpty ? null : path.ToString() };
}
