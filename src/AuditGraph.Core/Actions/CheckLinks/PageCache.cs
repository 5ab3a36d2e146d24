using System.Globalization;
using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Actions.CheckLinks;

/// <summary>
/// Remembers the links and anchors of contents, so that a file is read once as long as it does not change. It holds
/// what the job's last run asked for, and can be deleted at any time.
/// </summary>
/// <remarks>
/// An entry is <c>content key state links anchors elsewhere</c>: a hash; how it was read, as one number; and lists,
/// each with its length before it. Numbers are of variable length, and a text is UTF-8 with its length before it.
/// </remarks>
internal sealed class PageCache
{
    private const int LongestFile = 256 << 20;
    private const int BinaryState = 0xff;

    private readonly BoundCacheFile file;
    private readonly Dictionary<(ContentHash Content, long Key), PageYield> known = [];
    private readonly Dictionary<(ContentHash Content, long Key), PageYield> asked = [];
    private bool isNew;

    /// <summary>What was remembered for a job.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="job">The job's name.</param>
    public PageCache(IDisk disk, Workspace workspace, string job)
    {
        string magic = string.Create(CultureInfo.InvariantCulture, $"auditgraph/check-links/{PageReader.Revision}\n");
        string path = Path.Join(workspace.Paths.Cache, $"check-links.{job}.index");
        file = new BoundCacheFile(disk, path, Encoding.UTF8.GetBytes(magic), workspace.Root, LongestFile);
        if (file.TryRead() is not { } content)
        {
            return;
        }

        try
        {
            for (int at = 0; at < content.Length;)
            {
                ContentHash hash = ContentHash.FromBytes(content.AsSpan(at, ContentHash.Size));
                at += ContentHash.Size;
                known[(hash, VariableLength.Read(content, ref at))] = ReadYield(content, ref at);
            }
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException)
        {
            known.Clear();
        }
    }

    /// <summary>What a content yields, or null where that is not known.</summary>
    public PageYield? Find(in ContentHash content, PageFormat format, SlugRule slugs)
    {
        (ContentHash, long) key = (content, KeyOf(format, slugs));
        if (known.TryGetValue(key, out PageYield? found))
        {
            asked[key] = found;
        }

        return found ?? asked.GetValueOrDefault(key);
    }

    /// <summary>Takes note of what a content yields.</summary>
    public void Add(in ContentHash content, PageFormat format, SlugRule slugs, PageYield yield) =>
        isNew |= asked.TryAdd((content, KeyOf(format, slugs)), yield);

    /// <summary>Writes what was asked for, where something of it was not known; a failure costs only time.</summary>
    public void Keep()
    {
        if (!isNew)
        {
            return;
        }

        using var content = new MemoryStream();
        foreach (((ContentHash hash, long key), PageYield yield) in asked)
        {
            content.Write(hash.Bytes);
            Write(content, key);
            Write(content, yield);
            if (content.Length > LongestFile)
            {
                return;
            }
        }

        file.TryWrite(content.GetBuffer().AsSpan(0, (int)content.Length));
    }

    private static long KeyOf(PageFormat format, SlugRule slugs) => ((long)format << 8) | (byte)slugs;

    private static void Write(MemoryStream content, PageYield yield)
    {
        Write(content, yield.IsBinary ? BinaryState : (long)yield.Obstacle);
        Write(content, yield.Links.Count);
        foreach (PageLink link in yield.Links)
        {
            Write(content, (long)link.Kind);
            Write(content, link.Target);
            Write(content, link.Place.Line);
            Write(content, link.Place.Column);
            Write(content, link.Place.EndLine);
            Write(content, link.Place.EndColumn);
        }

        Write(content, yield.Anchors.Count);
        foreach (string anchor in yield.Anchors)
        {
            Write(content, anchor);
        }

        Write(content, yield.Elsewhere.Count);
        foreach ((string scheme, int count) in yield.Elsewhere)
        {
            Write(content, scheme);
            Write(content, count);
        }
    }

    private static PageYield ReadYield(byte[] content, ref int at)
    {
        int state = ReadNumber(content, ref at);
        var links = new PageLink[ReadCount(content, ref at)];
        for (int index = 0; index < links.Length; index++)
        {
            var kind = (PageLinkKind)ReadNumber(content, ref at);
            string target = ReadText(content, ref at);
            links[index] = new PageLink(kind, target, ReadPlace(content, ref at));
        }

        string[] anchors = new string[ReadCount(content, ref at)];
        for (int index = 0; index < anchors.Length; index++)
        {
            anchors[index] = ReadText(content, ref at);
        }

        var elsewhere = new KeyValuePair<string, int>[ReadCount(content, ref at)];
        for (int index = 0; index < elsewhere.Length; index++)
        {
            elsewhere[index] = new(ReadText(content, ref at), ReadNumber(content, ref at));
        }

        return new PageYield
        {
            IsBinary = state == BinaryState,
            Obstacle = state == BinaryState ? PageObstacle.None : (PageObstacle)state,
            Links = links,
            Anchors = anchors,
            Elsewhere = elsewhere,
        };
    }

    private static PagePlace ReadPlace(byte[] content, ref int at) => new(
        ReadNumber(content, ref at),
        ReadNumber(content, ref at),
        ReadNumber(content, ref at),
        ReadNumber(content, ref at));

    private static void Write(MemoryStream content, long number)
    {
        Span<byte> bytes = stackalloc byte[VariableLength.LargestSize];
        content.Write(bytes[..VariableLength.Write(bytes, number)]);
    }

    private static void Write(MemoryStream content, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Write(content, bytes.Length);
        content.Write(bytes);
    }

    private static int ReadNumber(byte[] content, ref int at) =>
        VariableLength.Read(content, ref at) is <= int.MaxValue and long number
            ? (int)number
            : throw new FormatException("A number is too large.");

    private static int ReadCount(byte[] content, ref int at) =>
        ReadNumber(content, ref at) is <= PageYield.Most and int count
            ? count
            : throw new FormatException("No content yields so much.");

    private static string ReadText(byte[] content, ref int at)
    {
        int length = ReadNumber(content, ref at);
        string text = Encoding.UTF8.GetString(content.AsSpan(at, length));
        at += length;
        return text;
    }
}
