using System.Globalization;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Native;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Ledger;

/// <summary>
/// Verifies a profile's evidence: recomputes the log's tree from its entries, compares checkpoint, tiles, records and
/// latest outputs, and finds what is missing or does not belong. Takes no lock and changes nothing.
/// </summary>
/// <param name="paths">The profile.</param>
internal sealed class LedgerVerifier(ProfilePaths paths)
{
    private readonly TileFiles files = new(paths.Ledger);

    /// <summary>Verifies everything.</summary>
    /// <param name="options">What the person who verifies knows from elsewhere.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>: evidence is there and cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public AuditLedgerVerification Verify(LedgerVerificationOptions options, CancellationToken cancellation = default)
    {
        try
        {
            var problems = new ProblemList(paths);
            var runs = new RunVerification(paths, problems);
            string[] records = runs.ListRecords();
            SignedCheckpoint? signed = ReadCheckpoint(problems, records.Length > 0, options);
            bool isSigned = signed is not null && VerifyLog(signed, runs, records, problems, options, cancellation);
            var found = new AuditLedgerVerification
            {
                IsValid = problems.IsValid,
                IsHistoryValid = problems.IsHistoryValid,
                Size = signed?.Checkpoint.Size ?? 0,
                RootHash = signed?.Checkpoint.Root.ToString(),
                Signed = isSigned,
                SignedByGivenKey = isSigned && options.PublicKey is not null,
                KeptSize = options.Since?.Checkpoint.Size,
                Origin = signed?.Checkpoint.Origin,
                Runs = runs.EndedRuns,
                Problems = problems.Items,
                Path = paths.Ledger,
            };
            return found with { Verdict = LedgerVerdict.Describe(found) };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AuditWorkspaceException(
                WorkspaceErrors.ReadFailed, $"The evidence could not be read: {failure.Message}", failure)
            {
                Target = paths.Folder,
            };
        }
    }

    private SignedCheckpoint? ReadCheckpoint(ProblemList problems, bool recordsExist, LedgerVerificationOptions options)
    {
        try
        {
            // Looked for before the checkpoint is read: a first append by another process makes the checkpoint first.
            bool historyExists = recordsExist || options != new LedgerVerificationOptions()
                || PlainFolder.Exists(Path.Join(paths.Ledger, "tile")) || HasKey();
            SignedCheckpoint? signed = files.ReadCheckpoint();
            if (signed is null && historyExists)
            {
                problems.Error(
                    EvidenceErrors.CheckpointMissing, "The ledger has no checkpoint, but there is history that one must cover.", files.CheckpointPath);
            }

            return signed;
        }
        catch (AuditEvidenceException malformed)
        {
            problems.Error(EvidenceErrors.CheckpointMalformed, malformed.Message, files.CheckpointPath);
            return null;
        }
    }

    private bool VerifyLog(
        SignedCheckpoint signed, RunVerification runs, string[] records, ProblemList problems, LedgerVerificationOptions options, CancellationToken cancellation)
    {
        var tree = new TreeVerification(files, signed.Checkpoint, problems);
        foreach ((long index, ReadOnlyMemory<byte> bytes) in tree.ReadEntries(cancellation))
        {
            runs.Take(index, bytes, signed.Checkpoint.Origin, tree.IsComplete);
        }

        tree.Compare();
        bool isSigned = VerifySignature(signed, runs.Key, tree.IsComplete, problems, options);
        VerifyContinuation(signed.Checkpoint, tree, problems, options.Since);
        VerifyFiles(signed, problems);
        runs.Compare(
            records, tree.IsComplete, new LaterEntries(paths.Ledger, signed.Checkpoint.Origin, signed.Checkpoint.Size), cancellation);
        return isSigned;
    }

    private bool VerifySignature(
        SignedCheckpoint signed, LedgerPublicKey? added, bool isComplete, ProblemList problems, LedgerVerificationOptions options)
    {
        LedgerPublicKey[] keys = [.. new[] { options.PublicKey, added }.OfType<LedgerPublicKey>()];
        if (signed.Signatures.Count == 0)
        {
            if (keys.Length > 0 || HasKey())
            {
                problems.Error(
                    EvidenceErrors.SignatureMissing, "The ledger has a key, but its checkpoint carries no signature.", files.CheckpointPath);
            }

            return false;
        }

        if (keys.Length > 0 && keys.All(signed.IsSignedBy))
        {
            return true;
        }

        if (keys.Length == 0 && !isComplete)
        {
            // The entry that adds the key may be among those that cannot be read, which is told already.
            return false;
        }

        problems.Error(
            EvidenceErrors.SignatureInvalid,
            keys.Length == 0 ? "The checkpoint carries a signature, but no entry of the ledger adds a key."
                : "The checkpoint's signature is not one of the ledger's key.",
            files.CheckpointPath,
            expected: string.Join(' ', keys.Select(key => KeyName(key.KeyId))),
            actual: string.Join(' ', signed.Signatures.Select(signature => KeyName(signature.KeyId))));
        return false;
    }

    private void VerifyContinuation(Checkpoint checkpoint, TreeVerification tree, ProblemList problems, SignedCheckpoint? since)
    {
        if (since?.Checkpoint is not Checkpoint kept)
        {
            return;
        }

        if (kept.Origin != checkpoint.Origin)
        {
            problems.Error(
                EvidenceErrors.HistoryRewritten, "The checkpoint that was kept is of another log.",
                files.CheckpointPath, null, kept.Origin, checkpoint.Origin);
        }
        else if (kept.Size > tree.Count)
        {
            problems.Error(
                EvidenceErrors.HistoryTruncated, "The ledger has fewer entries than the checkpoint that was kept.",
                files.CheckpointPath, null, kept.Size.ToString(CultureInfo.InvariantCulture), tree.Count.ToString(CultureInfo.InvariantCulture));
        }
        else if (tree.RootAt((int)kept.Size) != kept.Root)
        {
            problems.Error(
                EvidenceErrors.HistoryRewritten, "The ledger's first entries are not those of the checkpoint that was kept.",
                files.CheckpointPath, null, kept.Root.ToString(), tree.RootAt((int)kept.Size).ToString());
        }
    }

    /// <summary>Looks at every file below the ledger's folder that the checkpoint does not need.</summary>
    private void VerifyFiles(SignedCheckpoint signed, ProblemList problems)
    {
        var uncovered = new List<string>();
        foreach ((string path, FileType type) in PlainFolder.ListBelow(paths.Ledger).OrderBy(entry => entry.Path, StringComparer.Ordinal))
        {
            string relative = Path.GetRelativePath(paths.Ledger, path);
            if (TileName.TryParse(relative, out TileName name) && type == FileType.File)
            {
                long size = signed.Checkpoint.Size >> (TileName.Height * (name.Level ?? 0));
                if (name.Index * TileName.FullWidth >= size || name.Width > size - (name.Index * TileName.FullWidth))
                {
                    uncovered.Add(path);
                }
                else if (!IsFirstPart(name, TileName.In(name.Level, name.Index, signed.Checkpoint.Size)))
                {
                    problems.Error(EvidenceErrors.UnexpectedFile, "A file that an append left is not a part of what followed it.", path);
                }
            }
            else if (relative != "checkpoint"
                && !relative.StartsWith(LedgerFolder.AsideName + "/", StringComparison.Ordinal)
                && !AtomicFile.IsTemporary(relative))
            {
                problems.Error(EvidenceErrors.UnexpectedFile, "There is a file in the ledger that does not belong there.", path);
            }
        }

        // What looks like a tail may be the work of a process that has gone on meanwhile. Who appends holds the lock until
        // the checkpoint covers the files: the lock is asked first, or an append could end between the two questions.
        if (uncovered.Count > 0 && !FileLock.IsHeld(paths.Lock) && IsStill(signed))
        {
            foreach (string path in uncovered)
            {
                problems.Warning(EvidenceErrors.UncoveredTail, "An append had not been completed; no checkpoint covers this file.", path);
            }
        }
    }

    private bool IsFirstPart(TileName narrow, TileName wide)
    {
        try
        {
            // A wide one that is missing has been told already, or was superseded meanwhile.
            return narrow == wide
                || files.TryRead(narrow) is not byte[] part
                || files.TryRead(wide) is not byte[] whole
                || whole.AsSpan().StartsWith(part);
        }
        catch (AuditEvidenceException)
        {
            // Longer than any tile, or no file at all.
            return false;
        }
    }

    private bool IsStill(SignedCheckpoint signed) =>
        RegularFile.TryRead(files.CheckpointPath, SignedCheckpoint.LongestNote) is byte[] now && signed.ToBytes().AsSpan().SequenceEqual(now);

    private bool HasKey() => new LedgerKeyFile(paths.Secrets, new Disk()).Exists;

    private static string KeyName(uint id) => id.ToString("x8", CultureInfo.InvariantCulture);
}
