using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>What the threads of one scan share.</summary>
internal sealed class ScanState
{
    private readonly Lock gate = new();
    private readonly List<ScanGap> gaps = [];
    private readonly List<TreePath> silentChanges = [];
    private long excluded;

    /// <summary>What belongs to the scan.</summary>
    public required ScopeRules Rules { get; init; }

    /// <summary>Whether other file systems are kept out.</summary>
    public required bool OneFileSystem { get; init; }

    /// <summary>What an earlier scan knew.</summary>
    public required StatIndex Index { get; init; }

    /// <summary>The chance of a file that looks the same to be read all the same.</summary>
    public required double RereadShare { get; init; }

    /// <summary>What was seen so far.</summary>
    public required ScanProgress Progress { get; init; }

    /// <summary>Who hears what is read, or null.</summary>
    public FolderListener? Listener { get; init; }

    /// <summary>Cancels the scan.</summary>
    public required CancellationToken Cancellation { get; init; }

    /// <summary>The work.</summary>
    public ScanQueue Queue { get; } = new();

    /// <summary>Takes note of something that the scan does not vouch for.</summary>
    public void AddGap(ScannedFolder folder, ReadOnlySpan<byte> name, GapReason reason)
    {
        var gap = new ScanGap(name.IsEmpty ? folder.Path : folder.Path.Append(name), reason);
        lock (gate)
        {
            gaps.Add(gap);
        }
    }

    /// <summary>Takes note of a folder that could not be looked into.</summary>
    public void AddUnseen(ScannedFolder folder, GapReason reason)
    {
        folder.Mode = reason == GapReason.Vanished ? StatEntry.Vanished : StatEntry.UnseenDirectory;
        AddGap(folder, default, reason);
    }

    /// <summary>Takes note of a file that was changed without a trace.</summary>
    public void AddSilentChange(ScannedFolder folder, ReadOnlySpan<byte> name)
    {
        TreePath path = folder.Path.Append(name);
        lock (gate)
        {
            silentChanges.Add(path);
        }
    }

    /// <summary>Takes note of entries that the scope leaves out.</summary>
    public void CountExcluded(long count) => Interlocked.Add(ref excluded, count);

    /// <summary>What was not seen, in order.</summary>
    public ScanCoverage Coverage()
    {
        gaps.Sort();
        return new ScanCoverage(excluded, gaps);
    }

    /// <summary>What was changed without a trace, in order.</summary>
    public IReadOnlyList<TreePath> SilentChanges()
    {
        silentChanges.Sort();
        return silentChanges;
    }
}
