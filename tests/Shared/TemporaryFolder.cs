namespace AuditGraph.Tests;

/// <summary>A folder of a test's own, without symbolic links in its path, deleted with the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder()
        : this(Directory.CreateTempSubdirectory("auditgraph-").FullName)
    {
    }

    private TemporaryFolder(string folder)
    {
        Root = new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder;
    }

    /// <summary>A folder in memory where the system has a place for one: for tests that flush thousands of files.</summary>
    public static TemporaryFolder InMemory() =>
        Directory.Exists("/dev/shm")
            ? new TemporaryFolder(Directory.CreateDirectory($"/dev/shm/auditgraph-{Guid.NewGuid():N}").FullName)
            : new TemporaryFolder();

    /// <summary>The folder's absolute path.</summary>
    public string Root { get; }

    /// <summary>The absolute path of something in the folder.</summary>
    public string this[string relative] => Path.Join(Root, relative);

    /// <summary>Writes a file, making the folders above it.</summary>
    public string Write(string relative, string content)
    {
        string path = this[relative];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Every file and link below the folder with its content or target, sorted.</summary>
    public IReadOnlyList<string> Listing() =>
        [.. Directory.EnumerateFileSystemEntries(Root, "*", SearchOption.AllDirectories)
            .Select(path => (Name: Path.GetRelativePath(Root, path), Info: new FileInfo(path)))
            .Where(entry => entry.Info.LinkTarget is not null || !entry.Info.Attributes.HasFlag(FileAttributes.Directory))
            .Select(entry => $"{entry.Name} = {entry.Info.LinkTarget ?? Convert.ToHexString(File.ReadAllBytes(entry.Info.FullName))}")
            .Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
