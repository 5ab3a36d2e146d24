using AuditGraph.Core.Native;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckIntegrity;

/// <summary>Counts on how much of what is there each rule decides. Reads no file.</summary>
/// <param name="policy">The policy.</param>
internal sealed class PolicySurvey(IntegrityPolicy policy)
{
    private readonly long[] decided = new long[policy.Rules.Count + 1];

    private readonly SortedDictionary<(int, int), (TreePath Path, PolicyDecision Decision)> rivals = [];

    /// <summary>How many files, links and folders there are.</summary>
    public long All => decided.Sum();

    /// <summary>How many of them no rule speaks of.</summary>
    public long Unwatched => decided[0];

    /// <summary>How many of them a rule says to ignore.</summary>
    public long Ignored => policy.Rules.Where(rule => rule.Watch == Watch.Nothing).Sum(CountOf);

    /// <summary>On how many of them a rule decides.</summary>
    public long CountOf(IntegrityRule rule) => decided[rule.Number];

    /// <summary>Paths on which two rules would decide, one for each two such rules.</summary>
    public IEnumerable<CheckGap> Ambiguities => rivals.Values.Select(rival => new CheckGap(
        IntegrityFinding.PathOf(rival.Path),
        $"Two rules are as specific for it: '{rival.Decision.Rival!.Text}' and '{rival.Decision.Pattern!.Text}'. "
            + "The later one was gone by; make one of the patterns more specific.",
        AuditVerdict.Fail));

    /// <summary>Goes through what a scan found.</summary>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public void Visit(ScannedFolder root, CancellationToken cancellation)
    {
        var pending = new Stack<(ScannedFolder Folder, PolicyDecision Decision)>();
        pending.Push((root, policy.Root));
        byte[] path = new byte[1024];
        while (pending.TryPop(out (ScannedFolder Folder, PolicyDecision Decision) next))
        {
            cancellation.ThrowIfCancellationRequested();
            (ScannedFolder folder, PolicyDecision decision) = next;
            int start = folder.PathLength == 0 ? 0 : folder.PathLength + 1;
            if (path.Length < start + ushort.MaxValue)
            {
                Array.Resize(ref path, start + ushort.MaxValue);
            }

            Count(folder.Path, decision);
            folder.CopyPathTo(path);
            path[folder.PathLength] = (byte)'/';
            VisitFiles(folder, decision, path, start);
            foreach (ScannedFolder child in folder.Children)
            {
                if (child.Block is { IsNone: false } block && block.Header.Hash != default)
                {
                    pending.Push((child, policy.Decide(decision, child.Path.Bytes, isFolder: true)));
                }
            }
        }
    }

    private void VisitFiles(ScannedFolder folder, PolicyDecision decision, byte[] path, int start)
    {
        StatBlock block = folder.Block;
        for (int index = 0; index < block.Count; index++)
        {
            ref readonly StatEntry entry = ref block.Entry(index);
            if (entry.Type is FileType.File or FileType.Link)
            {
                ReadOnlySpan<byte> name = block.Name(entry);
                name.CopyTo(path.AsSpan(start));
                ReadOnlySpan<byte> whole = path.AsSpan(0, start + name.Length);
                PolicyDecision made = policy.Decide(decision, whole, isFolder: false);
                Count(made.Rival is null ? default : TreePath.FromBytes(whole), made);
            }
        }
    }

    private void Count(TreePath path, PolicyDecision decision)
    {
        decided[decision.Pattern?.Rule.Number ?? 0]++;
        if (decision is { Pattern: { } pattern, Rival: { } rival })
        {
            rivals.TryAdd((pattern.Rule.Number, rival.Rule.Number), (path, decision));
        }
    }
}
