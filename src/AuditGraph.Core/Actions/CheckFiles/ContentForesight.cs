using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>
/// Asks what the rules ask of a file while the scan has its content at hand. What it finds is in the cache when the survey comes to
/// the file; what it does not hear of, such as large files, the survey reads.
/// </summary>
/// <param name="places">Which rules look at what.</param>
/// <param name="cache">What is known of contents.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class ContentForesight(RulePlaces places, ContentCache cache, CancellationToken cancellation)
{
    private long filesRead;

    /// <summary>Of how many files the content was not known.</summary>
    public long FilesRead => Interlocked.Read(ref filesRead);

    /// <summary>Listens to the files of a folder, if any rule looks at them.</summary>
    public ContentListener? Enter(TreePath folder)
    {
        if (places.Find(folder) is not { } place)
        {
            return null;
        }

        return (ReadOnlySpan<byte> name, in ContentHash hash, ReadOnlySpan<byte> content) => Take(place, name, hash, content);
    }

    private void Take(
        RulePlaces.RuleFolder folder, ReadOnlySpan<byte> name, in ContentHash hash, ReadOnlySpan<byte> content)
    {
        RuleSet? rules = places.Look(folder, folder.Path.Append(name), isFolder: false);
        if (rules is not { OfContent.Count: > 0 } || cache.Find(hash, rules) is not null)
        {
            return;
        }

        // Where a rule takes too long, it is for the survey to find that out and to say so.
        if (ContentJudge.TryJudge(rules, content.ToArray(), out _, cancellation) is { } found)
        {
            cache.Add(hash, rules, found);
            Interlocked.Increment(ref filesRead);
        }
    }
}
