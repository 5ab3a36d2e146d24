using System.Buffers.Binary;
using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Native;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Snapshots.Stores;

/// <summary>
/// The snapshots of a profile: one file for each, which holds the tree nodes that no other snapshot had before.
/// </summary>
/// <remarks>An instance sees the files that were there when it first looked, and those it has added.</remarks>
/// <param name="paths">Where the profile is.</param>
/// <param name="disk">The disk.</param>
internal sealed class SnapshotStore(ProfilePaths paths, IDisk disk)
{
    private const int NodeBytesForFile = 72;

    private readonly Lock turn = new();

    private SnapshotFiles? files;

    /// <summary>The most bytes of a file, unless a single node has more.</summary>
    public long LargestFile { get; init; } = NodeFilesWriter.Largest;

    private SnapshotFiles Files
    {
        get
        {
            lock (turn)
            {
                return files ??= SnapshotFiles.Read(paths.Snapshots);
            }
        }
    }

    /// <summary>All snapshots, the oldest first; those of one moment in the order of their runs' ids. Damaged ones are not among them.</summary>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>: the store cannot be listed.</exception>
    public IReadOnlyList<SnapshotHeader> List() => Files.Headers;

    /// <summary>The files that have turned out to be damaged so far; nothing in them is ever used.</summary>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>: the store cannot be listed.</exception>
    public IReadOnlyList<DamagedFile> Damaged => Files.Damaged;

    /// <summary>The snapshot that a run took, or null.</summary>
    /// <exception cref="AuditException">It is damaged or cannot be read.</exception>
    public SnapshotHeader? Find(string runId) =>
        Newest(header => header.RunId == runId) ?? (Files.Damaged.FirstOrDefault(file => file.RunId == runId) is { } damaged ? throw damaged.Failure : null);

    /// <summary>Why a run has no snapshot, in a sentence.</summary>
    public string DescribeAbsence(string runId) =>
        Guid.TryParseExact(runId, "D", out _) && PlainFolder.Exists(Path.Join(paths.Runs, runId))
            ? $"The run {runId} has no snapshot: it took none, or it was removed."
            : $"There is no snapshot of a run '{DisplayText.Escape(runId)}'.";

    /// <summary>The newest snapshot at or before a moment, or null.</summary>
    /// <param name="moment">The moment.</param>
    /// <param name="scope">What the snapshot must cover; it may cover more, which <see cref="Open(SnapshotHeader, SnapshotScope, CancellationToken)"/> cuts off.</param>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>: the store cannot be listed.</exception>
    public SnapshotHeader? NewestAtOrBefore(DateTimeOffset moment, SnapshotScope scope) =>
        Newest(header => header.TakenAt <= moment && header.Scope.Covers(scope));

    /// <summary>A snapshot's tree; its nodes are read and verified as they are needed.</summary>
    public SnapshotTree Open(SnapshotHeader header) =>
        new(header.Root, header.Files, header.Bytes, Files.Nodes);

    /// <summary>The tree of what was known when a snapshot was taken: what was not seen is in it as it was seen last.</summary>
    public SnapshotTree OpenKnown(SnapshotHeader header) =>
        header.Known is { } known ? new(known.Root, known.Files, known.Bytes, Files.Nodes) : Open(header);

    /// <summary>The run that saw each thing last which a snapshot's run did not see.</summary>
    /// <exception cref="AuditException">A node is missing or corrupt, or a file cannot be read.</exception>
    public IReadOnlyDictionary<TreePath, string> ReadLastSeen(SnapshotHeader header) => header.LastSeen is { } root
        ? PathTexts.Read(root, Files.Nodes).ToDictionary(entry => entry.Key, entry => Encoding.UTF8.GetString(entry.Value))
        : new Dictionary<TreePath, string>();

    /// <summary>The ignore files that a snapshot's scope went by, with their content.</summary>
    /// <exception cref="AuditException">A node is missing or corrupt, or a file cannot be read.</exception>
    public IReadOnlyDictionary<TreePath, byte[]> ReadIgnores(SnapshotHeader header) =>
        header.Ignores is { } root ? PathTexts.Read(root, Files.Nodes) : new Dictionary<TreePath, byte[]>();

    /// <summary>
    /// The <see cref="PathTexts">map</see> of the <see cref="EntryFacts"/> that a snapshot holds; null where it holds none.
    /// </summary>
    public SnapshotTree? OpenFacts(SnapshotHeader header) =>
        header.Facts is { } root ? new SnapshotTree(root, 0, 0, Files.Nodes) : null;

    /// <summary>The part of a snapshot's tree that a scope covers, exactly as if only that had been scanned.</summary>
    /// <param name="header">A snapshot whose scope covers the other.</param>
    /// <param name="scope">The scope.</param>
    /// <param name="cancellation">Cancels the work.</param>
    /// <exception cref="ArgumentException">The snapshot does not cover the scope.</exception>
    /// <exception cref="AuditException">A node is missing or corrupt, or a file cannot be read.</exception>
    public SnapshotTree Open(SnapshotHeader header, SnapshotScope scope, CancellationToken cancellation = default)
    {
        if (!header.Scope.Covers(scope))
        {
            throw new ArgumentException($"The snapshot of run {header.RunId} does not cover the scope {scope}.", nameof(scope));
        }

        return Cut(header, Open(header), scope, cancellation);
    }

    /// <summary>The part of a tree of a snapshot that a scope covers.</summary>
    /// <param name="header">A snapshot whose scope covers the other.</param>
    /// <param name="tree">One of its trees.</param>
    /// <param name="scope">The scope.</param>
    /// <param name="cancellation">Cancels the work.</param>
    /// <exception cref="AuditException">A node is missing or corrupt, or a file cannot be read.</exception>
    public static SnapshotTree Cut(SnapshotHeader header, SnapshotTree tree, SnapshotScope scope, CancellationToken cancellation) =>
        header.Scope.Equals(scope) ? tree : TreeFilter.Apply(tree, scope, cancellation);

    /// <summary>
    /// Stores what a scan found. One atomic, flushed write makes it a snapshot; where it takes more files, those come first
    /// and mean nothing by themselves.
    /// </summary>
    /// <param name="scan">What was found.</param>
    /// <param name="runId">The run that did it: a UUID.</param>
    /// <param name="job">The run's job.</param>
    /// <param name="takenAt">When.</param>
    /// <param name="cancellation">Cancels before anything is written.</param>
    /// <returns>The snapshot's header.</returns>
    /// <exception cref="ArgumentException">The run's id is not a UUID.</exception>
    /// <exception cref="AuditEvidenceException"><c>SnapshotExists</c>.</exception>
    /// <exception cref="AuditWorkspaceException"><c>WriteFailed</c>: nothing was stored.</exception>
    public SnapshotHeader Add(ScanResult scan, string runId, string job, DateTimeOffset takenAt, CancellationToken cancellation = default) =>
        Add(scan, new SnapshotExtras(), runId, job, takenAt, cancellation);

    /// <inheritdoc cref="Add(ScanResult, string, string, DateTimeOffset, CancellationToken)"/>
    /// <param name="scan">What was found.</param>
    /// <param name="extras">What it holds beside that.</param>
    /// <param name="runId">The run that did it: a UUID.</param>
    /// <param name="job">The run's job.</param>
    /// <param name="takenAt">When.</param>
    /// <param name="cancellation">Cancels before anything is written.</param>
    public SnapshotHeader Add(
        ScanResult scan, SnapshotExtras extras, string runId, string job, DateTimeOffset takenAt, CancellationToken cancellation)
    {
        CarriedTrees? carried = extras.Carried;
        var header = new SnapshotHeader
        {
            RunId = runId,
            Job = job,
            TakenAt = takenAt.ToUniversalTime(),
            Scope = scan.Scope,
            Root = scan.Tree.Root,
            Files = scan.Tree.Files,
            Bytes = scan.Tree.Bytes,
            Excluded = scan.Coverage.Excluded,
            Gaps = scan.Coverage.Gaps.Count,
            Known = carried is null ? null : new TreeTotals(carried.Known.Root, carried.Known.Files, carried.Known.Bytes),
            LastSeen = carried?.LastSeen?.Root,
            Ignores = scan.IgnoreFiles?.Root,
            Facts = extras.Facts?.Root,
        };
        Write(header, scan.Tree, extras, scan.IgnoreFiles, cancellation);
        return header;
    }

    /// <summary>Stores what was made of other snapshots of the store.</summary>
    /// <param name="header">What the snapshot says of itself.</param>
    /// <param name="tree">Its tree.</param>
    /// <param name="facts">Its map of facts, or null.</param>
    /// <param name="cancellation">Cancels before anything is written.</param>
    /// <inheritdoc cref="Add(ScanResult, string, string, DateTimeOffset, CancellationToken)" path="/exception"/>
    public void Add(SnapshotHeader header, SnapshotTree tree, SnapshotTree? facts, CancellationToken cancellation)
    {
        SnapshotTree? ignores = header.Ignores is { } root ? new SnapshotTree(root, 0, 0, Files.Nodes) : null;
        Write(header, tree, new SnapshotExtras(Facts: facts), ignores, cancellation);
    }

    private void Write(
        SnapshotHeader header, SnapshotTree tree, SnapshotExtras extras, SnapshotTree? ignores, CancellationToken cancellation)
    {
        string runId = header.RunId;
        if (!IdText.IsId(runId))
        {
            throw new ArgumentException($"'{runId}' is not a UUID in lower case.", nameof(header));
        }

        CarriedTrees? carried = extras.Carried;
        string path = PathOf(runId);
        if (RegularFile.KindOf(path) != FileType.Unknown)
        {
            throw new AuditEvidenceException(SnapshotErrors.SnapshotExists, $"Run {runId} has stored a snapshot already.") { Target = runId };
        }

        SnapshotHeader? basis = Newest(other => other.Scope.Equals(header.Scope)) ?? Newest(static _ => true);
        ContentHash? factsBasis = Newest(other => other.Scope.Equals(header.Scope) && other.Facts is not null)?.Facts;
        NodeFilesWriter writer;
        int damaged;
        var further = new List<string>();
        do
        {
            // Damage that shows only now may concern nodes that were taken for stored.
            damaged = Files.Damaged.Count;
            writer = new NodeFilesWriter(
                header.ToBytes(), basis is null ? tree.Files * NodeBytesForFile : 0, LargestFile, header.NeedsSecondForm, content => further.Add(WriteNodes(content)));
            AddNodes(writer, tree, basis?.Root, cancellation);
            AddNodes(writer, carried?.Known, basis?.Known?.Root ?? basis?.Root, cancellation);
            AddNodes(writer, carried?.LastSeen, basis?.LastSeen, cancellation);
            AddNodes(writer, ignores, basis?.Ignores, cancellation);
            AddNodes(writer, extras.Facts, factsBasis, cancellation);
        }
        while (Files.Damaged.Count > damaged);

        // The file that makes a snapshot of it all comes last.
        new AtomicFile(disk).Write(path, writer.Complete().Span);
        further.ForEach(nodes => Files.Add(NodeFile.Open(nodes)));
        Files.Add(NodeFile.Open(path), header);
    }

    /// <summary>
    /// Makes what an earlier attempt of a run stored no snapshot any more, so that another one can store its own. The nodes
    /// stay, since snapshots that were stored meanwhile may build upon them.
    /// </summary>
    /// <param name="runId">The run, which has not ended.</param>
    /// <exception cref="AuditWorkspaceException"><c>WriteFailed</c>.</exception>
    public void SetAside(string runId)
    {
        string path = PathOf(runId);
        try
        {
            if (RegularFile.KindOf(path) == FileType.Unknown)
            {
                return;
            }

            disk.Rename(path, Path.Join(paths.Snapshots, Guid.CreateVersion7().ToString() + SnapshotFiles.NodesExtension));
            disk.FlushFolder(paths.Snapshots);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw PreparedFile.Failed(path, failure);
        }

        lock (turn)
        {
            files = null;
        }
    }

    /// <summary>Where the snapshot of a run or of an approval is, or would be.</summary>
    /// <param name="runId">The run or approval.</param>
    public string PathOf(string runId) => Path.Join(paths.Snapshots, runId + SnapshotFiles.SnapshotExtension);

    private string WriteNodes(ReadOnlyMemory<byte> content)
    {
        string path = Path.Join(paths.Snapshots, Guid.CreateVersion7().ToString() + SnapshotFiles.NodesExtension);
        new AtomicFile(disk).Write(path, content.Span);
        return path;
    }

    private SnapshotHeader? Newest(Predicate<SnapshotHeader> condition)
    {
        IReadOnlyList<SnapshotHeader> headers = Files.Headers;
        for (int index = headers.Count - 1; index >= 0; index--)
        {
            if (condition(headers[index]))
            {
                return headers[index];
            }
        }

        return null;
    }

    private void AddNodes(NodeFilesWriter writer, SnapshotTree? tree, ContentHash? basis, CancellationToken cancellation)
    {
        if (tree is null)
        {
            return;
        }

        StoredNodes stored = Files.Nodes;

        // Where a file is damaged, what is stored may lack what it starts from or leads to.
        bool isWhole = Files.Damaged.Count == 0;
        var pending = new Stack<NodePair>();
        pending.Push(new NodePair(tree.Root, basis));
        while (pending.TryPop(out NodePair? pair))
        {
            cancellation.ThrowIfCancellationRequested();
            if ((isWhole && pair.New == pair.Basis) || writer.Contains(pair.New))
            {
                continue;
            }

            bool isStored = isWhole ? stored.Contains(pair.New) : TryRead(stored, pair.New, out _) is not null;
            if (isWhole && isStored)
            {
                continue;
            }

            ReadOnlySpan<byte> node = tree.Nodes.Read(pair.New).Span;
            byte[]? basisNode = TryRead(stored, pair.Basis, out byte depth);
            if (!isStored)
            {
                AddNode(writer, pair.New, node, basisNode is null ? null : pair.Basis, basisNode, depth);
            }

            AddFolders(pending, node, basisNode ?? TreeNodeWriter.Empty.Span);
        }
    }

    /// <summary>Reads a node to tell another one from; null where there is none, or none that can be read any more.</summary>
    private static byte[]? TryRead(StoredNodes stored, ContentHash? basis, out byte depth)
    {
        depth = 0;
        try
        {
            return basis is { } hash ? stored.Read(hash, out depth) : null;
        }
        catch (AuditEvidenceException)
        {
            return null;
        }
    }

    private static void AddNode(
        NodeFilesWriter writer, in ContentHash hash, ReadOnlySpan<byte> node, ContentHash? basis, ReadOnlySpan<byte> basisNode, byte basisDepth)
    {
        if (basis is { } from && !IsDueWhole(hash, basisDepth))
        {
            byte[] delta = NodeDelta.Encode(basisNode, node);
            if (delta.Length + ContentHash.Size < node.Length / 2)
            {
                writer.AddDelta(hash, (byte)(basisDepth + 1), from, delta);
                return;
            }
        }

        writer.AddWhole(hash, node);
    }

    // Folders that change on the same days would all reach the largest depth on the same day. So each is written whole
    // somewhere in the second half of the way there, as its hash, evenly spread, decides.
    private static bool IsDueWhole(in ContentHash hash, byte basisDepth)
    {
        int left = StoredNodes.LargestDepth - basisDepth;
        return left <= 0 || (left <= StoredNodes.LargestDepth / 2 && BinaryPrimitives.ReadUInt32BigEndian(hash.Bytes) % left == 0);
    }

    private static void AddFolders(Stack<NodePair> pending, ReadOnlySpan<byte> node, ReadOnlySpan<byte> basisNode)
    {
        var entries = new TreeNodeReader(node);
        var basisEntries = new TreeNodeReader(basisNode);
        bool hasBasis = basisEntries.MoveNext();
        while (entries.MoveNext())
        {
            if (!entries.Current.IsDirectory)
            {
                continue;
            }

            int order = -1;
            while (hasBasis && (order = basisEntries.Current.Name.SequenceCompareTo(entries.Current.Name)) < 0)
            {
                hasBasis = basisEntries.MoveNext();
            }

            bool isSameFolder = hasBasis && order == 0 && basisEntries.Current.IsDirectory;
            pending.Push(new NodePair(entries.Current.Hash, isSameFolder ? basisEntries.Current.Hash : null));
        }
    }

    /// <summary>A node to store and the one that stood in its place before, or null.</summary>
    private sealed record NodePair(ContentHash New, ContentHash? Basis);
}
