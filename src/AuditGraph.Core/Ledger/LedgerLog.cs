using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Ledger;

/// <summary>
/// Appends to a profile's transparency log, in the C2SP <c>tlog-tiles</c> form. What is in the log before is never
/// changed: new bundles and tiles are written and flushed under new names, and the checkpoint that covers them is
/// put in place last, in one step.
/// </summary>
/// <param name="paths">The profile.</param>
/// <param name="disk">The disk.</param>
/// <param name="clock">The clock.</param>
/// <param name="observer">Who is told of a wait or of a tail that was set aside.</param>
internal sealed class LedgerLog(ProfilePaths paths, IDisk disk, TimeProvider clock, IAuditObserver observer)
{
    /// <summary>The most entries that one append takes.</summary>
    public const int MostEntries = TileName.FullWidth;

    private readonly LedgerFolder folder = new(paths.Ledger, disk);

    private readonly LedgerKeyFile keys = new(paths.Secrets, disk);

    /// <summary>How long to wait for the lock.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Opens the log for reading; null where there is none yet.</summary>
    /// <exception cref="AuditEvidenceException"><c>LedgerTampered</c>, <c>LedgerMissing</c>.</exception>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>.</exception>
    public LedgerView? TryOpen() => LedgerView.TryOpen(paths.Ledger) ?? TryOpenBesideRemains();

    /// <summary>Appends entries, all or none.</summary>
    /// <param name="entries">One to 256 entries.</param>
    /// <returns>The checkpoint that covers them.</returns>
    /// <exception cref="AuditEvidenceException">
    /// <c>LedgerTampered</c>, <c>LedgerMissing</c>, <c>LedgerKeyMissing</c>, <c>LedgerKeyInvalid</c>,
    /// <c>LedgerKeyExposed</c>: nothing was appended.
    /// </exception>
    /// <exception cref="AuditWorkspaceException">
    /// <c>LockBusy</c>, <c>ReadFailed</c>: nothing was appended. <c>WriteFailed</c>: nothing was appended, unless the
    /// very last flush failed.
    /// </exception>
    public Checkpoint Append(params IReadOnlyList<LedgerEntry> entries) => Append(_ => entries);

    /// <summary>Appends entries that depend on what the log holds, all or none. Nobody else appends meanwhile.</summary>
    /// <param name="compose">Given the log as it is, gives the entries to append; none leaves it as it is.</param>
    /// <param name="appended">
    /// What is done once the entries are in the log, before anybody else can append; it throws nothing.
    /// </param>
    /// <param name="named">Folders whose entries the appended ones rest on; they are flushed before.</param>
    /// <param name="cancellation">Ends waiting for the lock.</param>
    /// <returns>The checkpoint that covers them.</returns>
    /// <exception cref="OperationCanceledException">The waiting was cancelled.</exception>
    /// <inheritdoc cref="Append(IReadOnlyList{LedgerEntry})" path="/exception"/>
    public Checkpoint Append(
        Func<LedgerView, IReadOnlyList<LedgerEntry>> compose,
        Action? appended,
        IEnumerable<string> named,
        CancellationToken cancellation = default) =>
        Locked(
            () =>
            {
                LedgerView view = OpenOrCreate();
                using LedgerKey? key = SigningKey(view.Signed);
                SetAsideTail(view);
                Checkpoint checkpoint = Extend(view, compose(view), key, named);
                appended?.Invoke();
                return checkpoint;
            },
            cancellation);

    /// <inheritdoc cref="Append(Func{LedgerView, IReadOnlyList{LedgerEntry}}, Action, IEnumerable{string}, CancellationToken)"/>
    public Checkpoint Append(Func<LedgerView, IReadOnlyList<LedgerEntry>> compose, CancellationToken cancellation = default) =>
        Append(compose, appended: null, [], cancellation);

    /// <summary>Makes a key for the log; from then on its checkpoints are signed.</summary>
    /// <param name="cancellation">Ends waiting for the lock.</param>
    /// <returns>The public half.</returns>
    /// <exception cref="AuditEvidenceException"><c>LedgerKeyExists</c>, and those of appending.</exception>
    /// <exception cref="AuditWorkspaceException">Those of appending.</exception>
    /// <exception cref="OperationCanceledException">The waiting was cancelled.</exception>
    public LedgerPublicKey InitializeKey(CancellationToken cancellation = default) =>
        Locked(
            () =>
            {
                LedgerView view = OpenOrCreate();
                using (LedgerKey? known = SigningKey(view.Signed))
                {
                    if (known is not null)
                    {
                        throw new AuditEvidenceException(
                            EvidenceErrors.LedgerKeyExists, $"The ledger is signed already, with the key '{keys.KeyPath}'.")
                        {
                            Target = keys.KeyPath,
                        };
                    }
                }

                SetAsideTail(view);
                using LedgerKey key = LedgerKey.Create();
                keys.SavePending(key);
                Extend(view, [LedgerEntry.KeyAdded(key.PublicKey, clock.GetUtcNow())], key);
                keys.Promote();
                return key.PublicKey;
            },
            cancellation);

    private T Locked<T>(Func<T> work, CancellationToken cancellation)
    {
        using FileLock held = FileLock.Acquire(disk, paths.Lock, LockTimeout, observer, cancellation);
        try
        {
            return work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AuditWorkspaceException(
                WorkspaceErrors.WriteFailed, $"The ledger could not be written: {failure.Message}", failure)
            {
                Target = paths.Ledger,
            };
        }
    }

    private LedgerView OpenOrCreate()
    {
        if (TryOpen() is LedgerView view)
        {
            return view.StatesItsOrigin ? view : throw TileFiles.Tampered(
                $"The ledger's first entry does not state the origin '{view.Checkpoint.Origin}' of its checkpoint.", paths.Ledger);
        }

        // The empty tree's checkpoint comes before the first tile, so tiles without a checkpoint are never innocent.
        folder.Write([], new(new Checkpoint(Checkpoint.NewOrigin(), 0, MerkleTree.EmptyRoot), []), []);
        disk.FlushFolder(paths.Folder);
        return LedgerView.TryOpen(paths.Ledger)!;
    }

    private LedgerView? TryOpenBesideRemains()
    {
        // Looked for before the log is: a first run by another process makes the log first.
        string? remains = FindRemains();
        return LedgerView.TryOpen(paths.Ledger) ?? (remains is null ? null : throw new AuditEvidenceException(
            EvidenceErrors.LedgerMissing, $"There is no ledger in '{paths.Ledger}', but '{remains}' belongs to one.")
        {
            Target = paths.Ledger,
        });
    }

    /// <summary>What only a profile with a log has: records or a key; null where there is neither.</summary>
    private string? FindRemains() =>
        PlainFolder.List(paths.Runs).Exists(entry => !entry.Name.StartsWith('.'))
            ? paths.Runs
            : keys.Exists ? keys.KeyPath : null;

    /// <summary>The key to sign with; null where the log is not signed.</summary>
    private LedgerKey? SigningKey(SignedCheckpoint signed)
    {
        LedgerKey? key = keys.Load();
        if (signed.Signatures.Count == 0)
        {
            key?.Dispose();
            return key is null ? null : throw TileFiles.Tampered(
                $"The ledger has a key, '{keys.KeyPath}', but its checkpoint carries no signature.", paths.Ledger);
        }

        if (key is null && keys.LoadPending() is LedgerKey pending && signed.IsSignedBy(pending.PublicKey))
        {
            // A process that gave the log its key ended before the last step.
            keys.Promote();
            key = pending;
        }

        if (key is null)
        {
            throw new AuditEvidenceException(
                EvidenceErrors.LedgerKeyMissing, $"The ledger in '{paths.Ledger}' is signed, but there is no key '{keys.KeyPath}'.")
            {
                Target = keys.KeyPath,
            };
        }

        if (!signed.IsSignedBy(key.PublicKey))
        {
            key.Dispose();
            throw TileFiles.Tampered($"The ledger's checkpoint is not signed by its key '{keys.KeyPath}'.", paths.Ledger);
        }

        return key;
    }

    private void SetAsideTail(LedgerView view)
    {
        IReadOnlyList<string> moved = folder.SetAsideUncovered(view.Size);
        if (moved.Count > 0)
        {
            observer.OnWarning(
                $"An append to the ledger had not been completed; what no checkpoint covers ({CountText.Of(moved.Count, "file")}) was set aside "
                + $"in '{Path.Join(paths.Ledger, LedgerFolder.AsideName)}'.");
        }
    }

    private Checkpoint Extend(LedgerView view, IReadOnlyList<LedgerEntry> entries, LedgerKey? key, params IEnumerable<string> named)
    {
        if (entries.Count == 0)
        {
            return view.Checkpoint;
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(entries.Count, MostEntries, nameof(entries));
        var tree = new TreeGrowth(view);
        foreach (LedgerEntry entry in entries)
        {
            tree.Append((entry with { Origin = tree.Size == 0 ? view.Checkpoint.Origin : null }).ToBytes());
        }

        var checkpoint = new Checkpoint(view.Checkpoint.Origin, tree.Size, tree.Root);
        folder.Write(tree.NewTiles(), key is null ? new(checkpoint, []) : SignedCheckpoint.Sign(checkpoint, key), named);
        DeleteSuperseded(tree.Size);
        return checkpoint;
    }

    private void DeleteSuperseded(long size)
    {
        try
        {
            folder.DeleteSuperseded(size);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The entries are safely in the log; the next append tries again.
            observer.OnVerbose($"Files of the ledger that are no longer needed could not be deleted: {failure.Message}");
        }
    }
}
