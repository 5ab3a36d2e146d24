using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>
/// Remembers what rules find in contents, so that a file is read once as long as neither it nor they change. Nothing of
/// the contents themselves is in it. It holds what the job's last run asked for, and can be deleted at any time. For several threads
/// at once.
/// </summary>
internal sealed class ContentCache
{
    private const int LongestFile = 256 << 20;

    // What all rules of a file find is one entry, and what is known of each set of rules is by itself: of a hundred thousand
    // files it is found in tens of milliseconds.
    private readonly Dictionary<ContentHash, Dictionary<ContentHash, KnownContent>> known = [];
    private readonly Dictionary<ContentHash, Dictionary<ContentHash, KnownContent>> asked = [];
    private readonly BoundCacheFile file;
    private readonly Lock turn = new();
    private bool isNew;

    /// <summary>What was remembered for a job.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="job">The job's name.</param>
    public ContentCache(IDisk disk, Workspace workspace, string job)
    {
        file = new BoundCacheFile(
            disk, Path.Join(workspace.Paths.Cache, $"check-files.{job}.index"), "auditgraph/check-files/2\n"u8.ToArray(), workspace.Root, LongestFile);
        if (file.TryRead() is { } content && !KnownContentFormat.TryRead(content, known))
        {
            known.Clear();
        }
    }

    /// <summary>What rules find in a content, or null where that is not known.</summary>
    public KnownContent? Find(in ContentHash content, RuleSet rules)
    {
        lock (turn)
        {
            if (known.TryGetValue(rules.Demands, out Dictionary<ContentHash, KnownContent>? contents)
                && contents.TryGetValue(content, out KnownContent? found))
            {
                AskedOf(rules).TryAdd(content, found);
                return found;
            }

            return AskedOf(rules).GetValueOrDefault(content);
        }
    }

    /// <summary>Takes note of what rules found in a content.</summary>
    public void Add(in ContentHash content, RuleSet rules, KnownContent found)
    {
        lock (turn)
        {
            isNew |= AskedOf(rules).TryAdd(content, found);
        }
    }

    /// <summary>Writes what was asked for, where something of it was not known; a failure costs only time.</summary>
    public void Keep()
    {
        if (isNew)
        {
            file.TryWrite(KnownContentFormat.Write(asked));
        }
    }

    private Dictionary<ContentHash, KnownContent> AskedOf(RuleSet rules)
    {
        if (!asked.TryGetValue(rules.Demands, out Dictionary<ContentHash, KnownContent>? contents))
        {
            asked[rules.Demands] = contents = [];
        }

        return contents;
    }
}
