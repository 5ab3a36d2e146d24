using System.Runtime.ExceptionServices;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Native;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>Finds out what a workspace is: every file's path, kind, size and SHA-256, as one tree.</summary>
/// <param name="disk">The disk, for the stat index.</param>
internal sealed class SnapshotScanner(IDisk disk)
{
    // Below this many files and bytes read it is cheaper to read them again next time than to write the index.
    private const long FewFiles = 64;
    private const long FewFilesOf = 200;
    private const long FewBytes = 16 << 20;

    /// <summary>Scans a workspace. What cannot be seen is part of the result and ends nothing.</summary>
    /// <param name="root">The workspace's root.</param>
    /// <param name="scope">Which part of it.</param>
    /// <param name="options">How.</param>
    /// <param name="observer">Whom to tell about progress.</param>
    /// <param name="cancellation">Cancels the scan; it ends within a fifth of a second.</param>
    /// <exception cref="AuditWorkspaceException"><c>RootNotFound</c> or <c>ReadFailed</c>: the root itself cannot be opened.</exception>
    /// <exception cref="OperationCanceledException">The scan was cancelled.</exception>
    public ScanResult Scan(
        string root,
        SnapshotScope scope,
        ScanOptions options,
        IAuditObserver observer,
        CancellationToken cancellation) =>
        Scan(root, OpenRoot(root, options.Portable), scope, options, observer, cancellation);

    /// <summary>Scans a workspace whose root is open; the scan closes it.</summary>
    internal ScanResult Scan(
        string root,
        FolderHandle handle,
        SnapshotScope scope,
        ScanOptions options,
        IAuditObserver observer,
        CancellationToken cancellation)
    {
        var clock = new ScanClock(options);
        string? indexPath = options.CacheFolder is null ? null : StatIndex.PathFor(options.CacheFolder, scope);
        StatIndex index = indexPath is null ? StatIndex.None : StatIndex.Read(indexPath);
        double share = options.Rehash switch
        {
            Rehash.Full => 1,
            Rehash.Sampled => options.SampleShare,
            _ => 0,
        };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var state = new ScanState
        {
            Rules = new ScopeRules(scope, options.Surroundings),
            OneFileSystem = scope.OneFileSystem,
            Index = index,
            RereadShare = share,
            Progress = new ScanProgress(observer, options.ExpectedFiles, stop.Token),
            Listener = options.Listener,
            Cancellation = stop.Token,
        };
        if (handle.Stat(out FileStat stat) != FileOutcome.Done)
        {
            handle.Release();
            throw Unreadable(root);
        }

        var top = new ScannedFolder(null, [], state.Rules.Root, index.Root) { Handle = handle, Stat = stat };
        state.Queue.Add([new ScanTask(top, null)]);
        Exception? failure = RunAll(state, Math.Max(1, options.Threads), stop);
        state.Progress.Complete();
        cancellation.ThrowIfCancellationRequested();
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        if (top.Block.IsNone)
        {
            throw Unreadable(root);
        }

        ScanResult result = Result(scope, state, top, options.Rehash, share);
        if (indexPath is not null && options.KeepIndex)
        {
            Keep(options.CacheFolder!, indexPath, clock, top, result);
        }

        return result;
    }

    private static FolderHandle OpenRoot(string root, bool portable)
    {
        if (!Directory.Exists(root))
        {
            throw new AuditWorkspaceException(WorkspaceErrors.RootNotFound, $"'{root}' is not a folder.") { Target = root };
        }

        return SystemFolder.OpenRoot(root, portable, out FolderHandle? handle) == FileOutcome.Done ? handle! : throw Unreadable(root);
    }

    private static AuditWorkspaceException Unreadable(string root) =>
        new(WorkspaceErrors.ReadFailed, $"The folder '{root}' cannot be listed.") { Target = root };

    private static Exception? RunAll(ScanState state, int threads, CancellationTokenSource stop)
    {
        Exception? failure = null;
        void Work()
        {
            try
            {
                using var worker = new ScanWorker(state);
                worker.Run();
            }
            catch (Exception thrown)
            {
                // The first failure stops the others, and is what the caller sees.
                Interlocked.CompareExchange(ref failure, thrown, null);
                stop.Cancel();
                state.Queue.Stop();
            }
        }

        var helpers = new Thread[threads - 1];
        for (int index = 0; index < helpers.Length; index++)
        {
            helpers[index] = new Thread(Work) { IsBackground = true, Name = "Scan" };
            helpers[index].Start();
        }

        Work();
        foreach (Thread helper in helpers)
        {
            helper.Join();
        }

        return failure;
    }

    private void Keep(string cacheFolder, string indexPath, ScanClock clock, ScannedFolder top, ScanResult result)
    {
        bool isWrong = result.SilentChanges.Count > 0;
        bool isWritten = (isWrong || IsWorthKeeping(top, result))
            && StatIndex.TryWrite(disk, indexPath, clock.Measure(disk, cacheFolder, top.Stat), top);
        if (isWrong)
        {
            // An index that does not know of a silent change would take it back; those of other scopes may not know of it either.
            StatIndex.DeleteAll(disk, cacheFolder, exempt: isWritten ? indexPath : null);
        }
    }

    private static bool IsWorthKeeping(ScannedFolder top, ScanResult result) =>
        top.IsFresh
        && (top.Known.IsNone
            || result.FilesRead > Math.Max(FewFiles, top.Block.Header.Files / FewFilesOf)
            || result.BytesRead > FewBytes);

    private static List<KeyValuePair<TreePath, byte[]>> IgnoreFilesOf(ScannedFolder top)
    {
        var files = new List<KeyValuePair<TreePath, byte[]>>();
        var pending = new Stack<ScannedFolder>();
        pending.Push(top);
        while (pending.TryPop(out ScannedFolder? folder))
        {
            if (folder.Scope.IgnoreFile is { } content)
            {
                files.Add(new(folder.Path.Append(".gitignore"u8), content));
            }

            foreach (ScannedFolder child in folder.Children)
            {
                pending.Push(child);
            }
        }

        return files;
    }

    private static ScanResult Result(SnapshotScope scope, ScanState state, ScannedFolder top, Rehash rehash, double share)
    {
        ref readonly StatBlockHeader header = ref top.Block.Header;
        ContentHash hash = header.Hash == default ? ContentHash.Of(TreeNodeWriter.Empty.Span) : header.Hash;
        return new ScanResult
        {
            Scope = scope,
            Tree = new SnapshotTree(hash, header.Files, header.Bytes, new ScannedNodes(top)),
            Found = top,
            Coverage = state.Coverage(),
            Rules = state.Rules,
            IgnoreFiles = state.Rules.ReadsIgnoreFiles ? PathTexts.Build([.. IgnoreFilesOf(top), .. SurroundingTexts.Write(state.Rules.Surroundings)]) : null,
            Rehash = rehash,
            FilesRead = state.Progress.FilesRead,
            BytesRead = state.Progress.BytesRead,
            SilentChanges = state.SilentChanges(),
            Bound = rehash == Rehash.Sampled ? new RehashBound(share) : null,
        };
    }
}
