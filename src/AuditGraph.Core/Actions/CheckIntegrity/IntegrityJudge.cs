using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckIntegrity;

/// <summary>Judges what is not as it was approved by what the policy watches of it.</summary>
/// <param name="scan">What is there, and what was not seen of it.</param>
/// <param name="beginnings">Tells what the beginnings of files hold, of those that may have grown.</param>
/// <param name="onUnreadable">The verdict, at least, where something could not be compared.</param>
internal sealed class IntegrityJudge(ScanResult scan, FileBeginnings beginnings, AuditVerdict onUnreadable)
{
    private const Watch OfFacts = Watch.Mode | Watch.Owner | Watch.Links;

    private readonly Dictionary<TreePath, GapReason> unseen = scan.Coverage.Gaps
        .DistinctBy(gap => gap.Path)
        .ToDictionary(gap => gap.Path, gap => gap.Reason);

    private readonly LeftOutPaths leftOut = new(scan);

    /// <summary>What is not as it was approved.</summary>
    public FindingPile Findings { get; } = new();

    /// <summary>What could not be compared.</summary>
    public List<CheckGap> Gaps { get; } = [];

    /// <summary>Whether another run would find the same, if nothing has changed.</summary>
    public bool IsRepeatable { get; private set; } = true;

    /// <summary>Judges an entry.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="decision">What the policy says of it.</param>
    /// <param name="before">What was approved there; null where nothing was.</param>
    /// <param name="now">What is there; null where nothing was found.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Whether what is in it, as far as it is a folder, is to be compared.</returns>
    public bool Judge(
        TreePath path, PolicyDecision decision, ComparedEntry? before, ComparedEntry? now, CancellationToken cancellation)
    {
        if (now is null)
        {
            return JudgeMissing(path, decision, before!);
        }

        if (now.IsUnseen)
        {
            // It is among the scan's gaps.
            return false;
        }

        if (before is { IsUnseen: true })
        {
            Gaps.AddRange(decision.Watch == Watch.Nothing && !before.IsFolder ? []
                : [new CheckGap(IntegrityFinding.PathOf(path), "It was not seen when the baseline was approved.", onUnreadable)]);
            return false;
        }

        if (before is null)
        {
            if (!now.IsFolder)
            {
                Add(path, decision, IntegrityFinding.Added(now));
            }
        }
        else if (before.IsFolder != now.IsFolder || before.IsLink != now.IsLink)
        {
            Add(path, decision, IntegrityFinding.OtherType(before.KindText, now.KindText));
        }
        else if (!now.IsFolder)
        {
            CompareContent(path, decision, before, now, cancellation);
            CompareFacts(path, decision, before.Facts, now.Facts, before, now);
        }

        return true;
    }

    /// <summary>Compares the modes and owners of a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="decision">What the policy says of it.</param>
    /// <param name="before">What was approved.</param>
    /// <param name="now">What is so.</param>
    public void CompareFacts(TreePath path, PolicyDecision decision, EntryFacts? before, EntryFacts? now) =>
        CompareFacts(path, decision, before, now, null, null);

    private bool JudgeMissing(TreePath path, PolicyDecision decision, ComparedEntry before)
    {
        if (unseen.TryGetValue(path, out GapReason reason))
        {
            if (reason is GapReason.Pipe or GapReason.Socket or GapReason.Device)
            {
                Add(path, decision, IntegrityFinding.OtherType(before.KindText, $"a {ScanCoverageBlocks.NameOf(reason)}"));
            }

            return false;
        }

        if (leftOut.FindReason(path, before.IsFolder) is { } rule)
        {
            // Of a folder that is not watched itself, something in it may be.
            AddGap(path, decision, $"It was approved, but {rule}.");
            return decision.Watch == Watch.Nothing;
        }

        if (before is { IsFolder: false, IsUnseen: false })
        {
            Add(path, decision, IntegrityFinding.Removed(before));
        }

        return true;
    }

    private void CompareContent(
        TreePath path, PolicyDecision decision, ComparedEntry before, ComparedEntry now, CancellationToken cancellation)
    {
        Watch watch = decision.Watch;
        if (now.IsLink)
        {
            return;
        }

        if (watch.HasFlag(Watch.Size) && before.Bytes != now.Bytes)
        {
            Add(path, decision, IntegrityFinding.OtherSize(before, now));
        }

        if (before.Hash == now.Hash)
        {
            return;
        }

        if (watch.HasFlag(Watch.Content))
        {
            Add(path, decision, IntegrityFinding.OtherContent(before, now));
        }
        else if (watch.HasFlag(Watch.Growing))
        {
            CompareGrowth(path, decision, before, now, cancellation);
        }
    }

    private void CompareGrowth(
        TreePath path, PolicyDecision decision, ComparedEntry before, ComparedEntry now, CancellationToken cancellation)
    {
        if (now.Bytes < before.Bytes)
        {
            Add(path, decision, IntegrityFinding.Shrunk(before, now));
            return;
        }

        switch (beginnings.FindHash(path, before.Bytes, cancellation))
        {
            case null:
                IsRepeatable = false;
                AddGap(
                    path,
                    decision,
                    "It could not be read again, so that nobody knows whether what was approved is still in it.");
                break;
            case { } beginning when beginning != before.Hash:
                Add(path, decision, IntegrityFinding.Rewritten(before, beginning, now));
                break;
        }
    }

    private void CompareFacts(
        TreePath path,
        PolicyDecision decision,
        EntryFacts? before,
        EntryFacts? now,
        ComparedEntry? entryBefore,
        ComparedEntry? entryNow)
    {
        if ((decision.Watch & OfFacts) == 0)
        {
            return;
        }

        if (decision.Watch.HasFlag(Watch.Links)
            && IntegrityFinding.OtherLinks(entryBefore, entryNow, before, now) is { } links)
        {
            Add(path, decision, links);
        }

        if (before is not { } old || now is not { } found)
        {
            AddGap(path, decision, "Its mode and owner are not part of what was approved.");
            return;
        }

        if (decision.Watch.HasFlag(Watch.Mode) && old.Mode != found.Mode)
        {
            Add(path, decision, IntegrityFinding.OtherMode(old, found));
        }

        if (decision.Watch.HasFlag(Watch.Owner) && (old.Owner, old.Group) != (found.Owner, found.Group))
        {
            Add(path, decision, IntegrityFinding.OtherOwner(old, found));
        }
    }

    private void Add(TreePath path, PolicyDecision decision, IntegrityFinding finding)
    {
        if (decision.Watch != Watch.Nothing)
        {
            Findings.Add(finding.At(path, decision.Pattern!));
        }
    }

    private void AddGap(TreePath path, PolicyDecision decision, string reason)
    {
        if (decision.Watch != Watch.Nothing)
        {
            Gaps.Add(new CheckGap(IntegrityFinding.PathOf(path), reason, onUnreadable));
        }
    }
}
