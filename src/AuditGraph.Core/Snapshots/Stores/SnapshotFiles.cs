using AuditGraph.Core.Errors;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Snapshots.Stores;

/// <summary>
/// The files of the tree store as they were found; those that are damaged are set aside. For several threads at once.
/// </summary>
internal sealed class SnapshotFiles
{
    /// <summary>How the name of a snapshot's file ends.</summary>
    public const string SnapshotExtension = ".snapshot";

    /// <summary>How the name of a file ends that holds nodes of several snapshots and is none itself.</summary>
    public const string NodesExtension = ".nodes";

    // How often the files are listed anew because one has vanished, before that is no longer put down to a removal.
    private const int MostAttempts = 10;

    // The digits of a run's id that tell when the run began (RFC 9562, version 7).
    private const int TimeDigits = 13;

    private readonly string folder;
    private readonly Lock turn = new();
    private readonly List<NodeFile> files = [];
    private readonly List<DamagedFile> damaged = [];

    // Whoever has asked for them keeps what there was.
    private SnapshotHeader[] headers = [];

    private SnapshotFiles(string folder)
    {
        this.folder = folder;
        Nodes = new StoredNodes(turn, files, damaged, () => OpenAll([]));
    }

    /// <summary>The header of a file that is no snapshot.</summary>
    public static ReadOnlyMemory<byte> NodesHeader { get; } = "{}"u8.ToArray();

    /// <summary>All files but the damaged ones.</summary>
    public IReadOnlyList<NodeFile> Files
    {
        get
        {
            lock (turn)
            {
                return [.. files];
            }
        }
    }

    /// <summary>All snapshots whose header could be read, the oldest first.</summary>
    public IReadOnlyList<SnapshotHeader> Headers => headers;

    /// <summary>What has been found damaged so far.</summary>
    public IReadOnlyList<DamagedFile> Damaged
    {
        get
        {
            lock (turn)
            {
                return [.. damaged];
            }
        }
    }

    /// <summary>All nodes but those in damaged files.</summary>
    public StoredNodes Nodes { get; }

    /// <summary>Reads the headers of all files of a folder; a folder that is not there has none.</summary>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>: the folder cannot be listed.</exception>
    public static SnapshotFiles Read(string folder)
    {
        var found = new SnapshotFiles(folder);
        var headers = new List<SnapshotHeader>();
        found.OpenAll(headers);
        headers.Sort(Compare);
        found.headers = [.. headers];
        return found;
    }

    /// <summary>Counts the snapshots of a folder, and those whose runs began before a moment, by their names alone.</summary>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>: the folder cannot be listed.</exception>
    public static (int Old, int All) Count(string folder, DateTimeOffset before)
    {
        string edge = Guid.CreateVersion7(before > DateTimeOffset.UnixEpoch ? before : DateTimeOffset.UnixEpoch).ToString();
        string[] names = [.. Paths(folder).Where(path => !IsNodes(path)).Select(path => Path.GetFileName(path))];
        return (names.Count(name => string.CompareOrdinal(name, 0, edge, 0, TimeDigits) < 0), names.Length);
    }

    /// <summary>Whether a file is no snapshot but holds nodes of several.</summary>
    public static bool IsNodes(string path) => path.EndsWith(NodesExtension, StringComparison.Ordinal);

    /// <summary>Takes in a file of nodes that has been added.</summary>
    public void Add(NodeFile file)
    {
        lock (turn)
        {
            files.Add(file);
        }
    }

    /// <summary>Takes in a snapshot that has been added.</summary>
    public void Add(NodeFile file, SnapshotHeader header)
    {
        lock (turn)
        {
            files.Add(file);
            int place = Array.FindLastIndex(headers, other => Compare(other, header) < 0) + 1;
            headers = [.. headers.AsSpan(0, place), header, .. headers.AsSpan(place)];
        }
    }

    private void OpenAll(List<SnapshotHeader> found)
    {
        for (int attempt = 1; ; attempt++)
        {
            files.Clear();
            damaged.Clear();
            found.Clear();
            if (Array.TrueForAll(Paths(folder), path => TryOpen(path, found, mayVanish: attempt < MostAttempts)))
            {
                return;
            }
        }
    }

    /// <summary>Opens a file, or sets it aside; false where it has vanished, so that others may be there now.</summary>
    private bool TryOpen(string path, List<SnapshotHeader> found, bool mayVanish)
    {
        try
        {
            NodeFile file = NodeFile.Open(path);
            if (!IsNodes(path))
            {
                found.Add(ReadHeader(file));
            }

            files.Add(file);
            return true;
        }
        catch (AuditException failure)
        {
            if (mayVanish && NodeFile.HasVanished(failure))
            {
                return false;
            }

            damaged.Add(new DamagedFile(path, failure));
            return true;
        }
    }

    private static SnapshotHeader ReadHeader(NodeFile file)
    {
        try
        {
            SnapshotHeader header = SnapshotHeader.FromBytes(file.Header);
            return header.RunId == Path.GetFileNameWithoutExtension(file.Path)
                ? header
                : throw new FormatException("it is named after another run than its header names");
        }
        catch (FormatException misfit)
        {
            throw NodeFile.Corrupt(file.Path, misfit.Message.TrimEnd('.'), misfit);
        }
    }

    private static string[] Paths(string folder)
    {
        try
        {
            // A run's id begins with the time, so this is nearly the order of age.
            string[] paths = [.. PlainFolder.List(folder).Where(IsStoreFile).Select(entry => entry.Path)];
            Array.Sort(paths, StringComparer.Ordinal);
            return paths;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AuditWorkspaceException(
                WorkspaceErrors.ReadFailed, $"'{folder}' could not be read: {failure.Message}", failure)
            {
                Target = folder,
            };
        }
    }

    // A name that begins with a dot is a write that never came to its end.
    private static bool IsStoreFile(PlainFolder.Entry entry)
    {
        string name = entry.Name;
        return !name.StartsWith('.') && (name.EndsWith(SnapshotExtension, StringComparison.Ordinal) || IsNodes(name));
    }

    private static int Compare(SnapshotHeader left, SnapshotHeader right)
    {
        int order = left.TakenAt.CompareTo(right.TakenAt);
        return order != 0 ? order : string.CompareOrdinal(left.RunId, right.RunId);
    }
}
