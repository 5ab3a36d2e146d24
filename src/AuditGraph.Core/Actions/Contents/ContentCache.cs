using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Actions.Contents;

/// <summary>
/// Remembers what contents yield, so that a file is read once as long as neither it nor what is asked changes. It holds
/// what the job's last run asked for, and can be deleted at any time. For several threads at once.
/// </summary>
internal sealed class ContentCache<TYield>
    where TYield : class
{
    private const int LongestFile = 256 << 20;

    // What is known by each question is by itself: of a hundred thousand files it is found in tens of milliseconds.
    private readonly Dictionary<ContentHash, Dictionary<ContentHash, TYield>> known = [];
    private readonly Dictionary<ContentHash, Dictionary<ContentHash, TYield>> asked = [];
    private readonly IYieldFormat<TYield> format;
    private readonly BoundCacheFile file;
    private readonly Lock turn = new();
    private bool isNew;

    /// <summary>What was remembered for a job.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="job">The job's name.</param>
    /// <param name="format">How it is written.</param>
    public ContentCache(IDisk disk, Workspace workspace, string job, IYieldFormat<TYield> format)
    {
        this.format = format;
        string path = Path.Join(workspace.Paths.Cache, $"{format.Name}.{job}.index");
        byte[] magic = Encoding.UTF8.GetBytes($"auditgraph/{format.Name}/{format.Version}\n");
        file = new BoundCacheFile(disk, path, magic, workspace.Root, LongestFile);
        if (file.TryRead() is { } content && !KnownYields.TryRead(content, format, known))
        {
            known.Clear();
        }
    }

    /// <summary>What a content yields, or null where that is not known.</summary>
    public TYield? Find(in ContentHash content, in ContentHash question)
    {
        lock (turn)
        {
            if (known.TryGetValue(question, out Dictionary<ContentHash, TYield>? contents)
                && contents.TryGetValue(content, out TYield? found))
            {
                AskedOf(question).TryAdd(content, found);
                return found;
            }

            return AskedOf(question).GetValueOrDefault(content);
        }
    }

    /// <summary>Takes note of what a content yields.</summary>
    public void Add(in ContentHash content, in ContentHash question, TYield found)
    {
        lock (turn)
        {
            isNew |= AskedOf(question).TryAdd(content, found);
        }
    }

    /// <summary>Writes what was asked for, where something of it was not known; a failure costs only time.</summary>
    public void Keep()
    {
        if (isNew && KnownYields.TryWrite(asked, format, LongestFile, out ReadOnlySpan<byte> bytes))
        {
            file.TryWrite(bytes);
        }
    }

    private Dictionary<ContentHash, TYield> AskedOf(in ContentHash question)
    {
        if (!asked.TryGetValue(question, out Dictionary<ContentHash, TYield>? contents))
        {
            asked[question] = contents = [];
        }

        return contents;
    }
}
