using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>
/// Remembers what rules find in contents, so that a file is read once as long as neither it nor they change. Nothing of
/// the
/// contents themselves is in it. It holds what the job's last run asked for, and can be deleted at any time.
/// </summary>
/// <remarks>
/// An entry is <c>content demand binary total count *( kind line column end [ text ] )</c>: two hashes, numbers of
/// variable length,
/// none as zero, and for a forbidden text a hash.
/// </remarks>
internal sealed class ContentCache
{
    private const int LongestFile = 256 << 20;

    private readonly BoundCacheFile file;
    private readonly Dictionary<(ContentHash Content, ContentHash Demand), ContentYield> known = [];
    private readonly Dictionary<(ContentHash Content, ContentHash Demand), ContentYield> asked = [];
    private bool isNew;

    /// <summary>What was remembered for a job.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="job">The job's name.</param>
    public ContentCache(IDisk disk, Workspace workspace, string job)
    {
        file = new BoundCacheFile(
            disk, Path.Join(workspace.Paths.Cache, $"check-files.{job}.index"), "auditgraph/check-files/1\n"u8.ToArray(), workspace.Root, LongestFile);
        if (file.TryRead() is not { } content)
        {
            return;
        }

        try
        {
            for (int at = 0; at < content.Length;)
            {
                (ContentHash, ContentHash) key = (ReadHash(content, ref at), ReadHash(content, ref at));
                known[key] = ReadYield(content, ref at);
            }
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException)
        {
            known.Clear();
        }
    }

    /// <summary>What a demand finds in a content, or null where that is not known.</summary>
    public ContentYield? Find(in ContentHash content, in ContentHash demand)
    {
        if (known.TryGetValue((content, demand), out ContentYield? found))
        {
            asked[(content, demand)] = found;
        }

        return found ?? asked.GetValueOrDefault((content, demand));
    }

    /// <summary>Takes note of what a demand found in a content.</summary>
    public void Add(in ContentHash content, in ContentHash demand, ContentYield yield) => isNew |= asked.TryAdd((content, demand), yield);

    /// <summary>Writes what was asked for, where something of it was not known; a failure costs only time.</summary>
    public void Keep()
    {
        if (!isNew)
        {
            return;
        }

        using var content = new MemoryStream();
        foreach (((ContentHash hash, ContentHash demand), ContentYield yield) in asked)
        {
            content.Write(hash.Bytes);
            content.Write(demand.Bytes);
            Write(content, yield);
        }

        file.TryWrite(content.GetBuffer().AsSpan(0, (int)content.Length));
    }

    private static void Write(MemoryStream content, ContentYield yield)
    {
        WriteNumber(content, yield.IsBinary ? 1 : 0);
        WriteNumber(content, yield.Total);
        WriteNumber(content, yield.Faults.Count);
        foreach (ContentFault fault in yield.Faults)
        {
            WriteNumber(content, (long)fault.Kind);
            WriteNumber(content, fault.Line ?? 0);
            WriteNumber(content, fault.Column ?? 0);
            WriteNumber(content, fault.EndColumn ?? 0);
            if (fault.Kind == ContentFaultKind.TextForbidden)
            {
                content.Write(fault.Text.Bytes);
            }
        }
    }

    private static ContentYield ReadYield(byte[] content, ref int at)
    {
        bool isBinary = VariableLength.Read(content, ref at) != 0;
        long total = VariableLength.Read(content, ref at);
        long count = VariableLength.Read(content, ref at);
        if (count > ContentYield.MostFaults || count > total || total > int.MaxValue)
        {
            throw new FormatException("No content yields so much.");
        }

        var faults = new ContentFault[count];
        for (int index = 0; index < count; index++)
        {
            var kind = (ContentFaultKind)VariableLength.Read(content, ref at);
            faults[index] = new ContentFault(kind, ReadPlace(content, ref at), ReadPlace(content, ref at), ReadPlace(content, ref at))
            {
                Text = kind == ContentFaultKind.TextForbidden ? ReadHash(content, ref at) : default,
            };
        }

        return new ContentYield(isBinary, faults, (int)total);
    }

    private static void WriteNumber(MemoryStream content, long number)
    {
        Span<byte> bytes = stackalloc byte[VariableLength.LargestSize];
        content.Write(bytes[..VariableLength.Write(bytes, number)]);
    }

    private static long? ReadPlace(byte[] content, ref int at) => VariableLength.Read(content, ref at) is > 0 and long place ? place : null;

    private static ContentHash ReadHash(byte[] content, ref int at)
    {
        ContentHash hash = ContentHash.FromBytes(content.AsSpan(at, ContentHash.Size));
        at += ContentHash.Size;
        return hash;
    }
}
