using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Snapshots.Stores;

/// <summary>The files of the tree store as they were found.</summary>
internal sealed class SnapshotFiles
{
    /// <summary>How the name of a snapshot's file ends.</summary>
    public const string SnapshotExtension = ".snapshot";

    /// <summary>How the name of a file ends that holds nodes of several snapshots and is none itself.</summary>
    public const string NodesExtension = ".nodes";

    private readonly List<NodeFile> files = [];
    private readonly List<SnapshotHeader> headers = [];

    private SnapshotFiles() => Nodes = new StoredNodes(files);

    /// <summary>The header of a file that is no snapshot.</summary>
    public static ReadOnlyMemory<byte> NodesHeader { get; } = "{}"u8.ToArray();

    /// <summary>All files.</summary>
    public IReadOnlyList<NodeFile> Files => files;

    /// <summary>All snapshots, the oldest first.</summary>
    public IReadOnlyList<SnapshotHeader> Headers => headers;

    /// <summary>All nodes.</summary>
    public StoredNodes Nodes { get; }

    /// <summary>Reads the headers of all files of a folder; a folder that is not there has none.</summary>
    /// <exception cref="AuditException">A file is damaged or cannot be read.</exception>
    public static SnapshotFiles Read(string folder)
    {
        var found = new SnapshotFiles();
        string[] paths = Paths(folder);
        foreach (string path in paths)
        {
            NodeFile file = NodeFile.Open(path);
            found.files.Add(file);
            if (path.EndsWith(NodesExtension, StringComparison.Ordinal))
            {
                continue;
            }

            try
            {
                found.headers.Add(ReadHeader(file));
            }
            catch (FormatException misfit)
            {
                throw NodeFile.Corrupt(path, misfit.Message.TrimEnd('.'), misfit);
            }
        }

        found.headers.Sort(Compare);
        return found;
    }

    /// <summary>Takes in a file that has been added.</summary>
    public void Add(NodeFile file, SnapshotHeader header)
    {
        files.Add(file);
        headers.Add(header);
        headers.Sort(Compare);
    }

    private static SnapshotHeader ReadHeader(NodeFile file)
    {
        SnapshotHeader header = SnapshotHeader.FromBytes(file.Header);
        return header.RunId == Path.GetFileNameWithoutExtension(file.Path)
            ? header
            : throw new FormatException("it is named after another run than its header names");
    }

    private static string[] Paths(string folder)
    {
        try
        {
            if (!Directory.Exists(folder))
            {
                return [];
            }

            // A run's id begins with the time, so this is nearly the order of age.
            string[] paths = Array.FindAll(Directory.GetFiles(folder), IsStoreFile);
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
    private static bool IsStoreFile(string path)
    {
        string name = Path.GetFileName(path);
        return !name.StartsWith('.')
            && (name.EndsWith(SnapshotExtension, StringComparison.Ordinal) || name.EndsWith(NodesExtension, StringComparison.Ordinal));
    }

    private static int Compare(SnapshotHeader left, SnapshotHeader right)
    {
        int order = left.TakenAt.CompareTo(right.TakenAt);
        return order != 0 ? order : string.CompareOrdinal(left.RunId, right.RunId);
    }
}
