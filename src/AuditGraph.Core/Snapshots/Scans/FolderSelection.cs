using AuditGraph.Core.Native;
using AuditGraph.Core.Snapshots.Scopes;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>Decides which entries of a folder belong to the scan.</summary>
/// <remarks>One for each thread, since it keeps its buffer.</remarks>
internal sealed class FolderSelection(ScanState state)
{
    private const int LongestIgnoreFile = 1 << 24;

    private byte[] path = new byte[1024];

    /// <summary>Drops what does not belong to the scan.</summary>
    public void Select(ScannedFolder folder, FolderListing listing)
    {
        FolderHandle handle = folder.Handle!;
        ScopeRules rules = state.Rules;
        int nameStart = rules.NeedsPaths ? BeginPath(folder) : 0;
        if (rules.ReadsIgnoreFiles)
        {
            ReadIgnoreFile(folder, listing, path.AsSpan(0, nameStart));
        }

        FolderListing.Item[] items = listing.Items;
        int kept = 0;
        long excluded = 0;
        for (int index = 0; index < listing.Count; index++)
        {
            FolderListing.Item item = items[index];
            ReadOnlySpan<byte> name = listing.Name(item);
            FileType type = item.Type;
            if (type == FileType.Unknown)
            {
                FileOutcome outcome = handle.Stat(listing.TerminatedName(item), out FileStat stat);
                type = stat.Type;
                if (outcome == FileOutcome.Refused)
                {
                    // It is there. Taken for a file, it is asked about once more and then noted as one that was not seen.
                    type = FileType.File;
                }
                else if (outcome != FileOutcome.Done)
                {
                    if (Decide(folder, name, nameStart, isFolder: false) is not (ScopeDecision.LeaveOut or ScopeDecision.Reserved))
                    {
                        state.AddGap(folder, name, GapReason.Vanished);
                    }

                    continue;
                }
            }

            ScopeDecision decision = Decide(folder, name, nameStart, type == FileType.Directory);
            if (decision is ScopeDecision.LeaveOut or ScopeDecision.Reserved)
            {
                excluded += decision == ScopeDecision.LeaveOut ? 1 : 0;
            }
            else if (SpecialKind(type) is { } special)
            {
                state.AddGap(folder, name, special);
            }
            else
            {
                items[kept++] = item with { Type = type, Decision = decision };
            }
        }

        listing.Truncate(kept);
        if (excluded > 0)
        {
            state.CountExcluded(excluded);
        }
    }

    private ScopeDecision Decide(ScannedFolder folder, ReadOnlySpan<byte> name, int nameStart, bool isFolder)
    {
        if (!state.Rules.NeedsPaths)
        {
            return state.Rules.Decide(folder.Scope, name, 0, isFolder);
        }

        int length = nameStart + name.Length;
        if (length > path.Length)
        {
            Array.Resize(ref path, 2 * length);
        }

        name.CopyTo(path.AsSpan(nameStart));
        return state.Rules.Decide(folder.Scope, path.AsSpan(0, length), nameStart, isFolder);
    }

    private int BeginPath(ScannedFolder folder)
    {
        int length = folder.PathLength;
        if (length == 0)
        {
            return 0;
        }

        if (path.Length <= length)
        {
            path = new byte[2 * (length + 1)];
        }

        folder.CopyPathTo(path);
        path[length] = (byte)'/';
        return length + 1;
    }

    private void ReadIgnoreFile(ScannedFolder folder, FolderListing listing, ReadOnlySpan<byte> pathBefore)
    {
        // One that cannot be read is not there to git either, which then looks into the index.
        if ((FindIgnoreFile(folder, listing) ?? state.Rules.SkippedIgnoreFile(pathBefore)) is { } content)
        {
            folder.Scope = folder.Scope.WithIgnoreFile(content);
        }
    }

    private static byte[]? FindIgnoreFile(ScannedFolder folder, FolderListing listing)
    {
        for (int index = 0; index < listing.Count; index++)
        {
            ref readonly FolderListing.Item item = ref listing.Items[index];
            if (listing.Name(item).SequenceEqual(".gitignore"u8))
            {
                return TryReadIgnoreFile(folder.Handle!, listing.TerminatedName(item), out byte[] content) ? content : null;
            }
        }

        return null;
    }

    private static bool TryReadIgnoreFile(FolderHandle handle, ReadOnlySpan<byte> name, out byte[] content)
    {
        content = [];
        if (handle.Stat(name, out FileStat stat) != FileOutcome.Done
            || stat.Type != FileType.File
            || stat.Size > LongestIgnoreFile
            || handle.OpenFile(name, out FileHandle? file) != FileOutcome.Done)
        {
            return false;
        }

        using (file)
        {
            byte[] buffer = new byte[stat.Size];
            FileOutcome outcome = file!.Read(buffer, 0, out int length);
            content = buffer[..length];
            return outcome == FileOutcome.Done;
        }
    }

    private static GapReason? SpecialKind(FileType type) => type switch
    {
        FileType.Directory or FileType.File or FileType.Link => null,
        FileType.Socket => GapReason.Socket,
        FileType.Pipe => GapReason.Pipe,
        _ => GapReason.Device,
    };
}
