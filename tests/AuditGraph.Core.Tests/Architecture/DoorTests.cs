namespace AuditGraph.Core.Tests.Architecture;

/// <summary>Holds the code to the one door: files of a workspace are reached through Workspaces, system calls made in Native.</summary>
public sealed class DoorTests
{
    [Fact]
    public void One_room_calls_the_C_library() =>
        Assert.Empty(Mentions(
            ["src/AuditGraph.Core", "src/AuditGraph.Cli", "src/AuditGraph.PowerShell"], ["LibraryImport", "DllImport"], exempt: "Core/Native/"));

    /// <summary>The base library follows links and waits for pipes; what is below a root is reached by the doors of Workspaces.</summary>
    [Fact]
    public void No_file_is_reached_past_the_door() =>
        Assert.Empty(Mentions(
            ["src/AuditGraph.Core", "src/AuditGraph.Cli", "src/AuditGraph.PowerShell"],
            [
                " File.", "(File.", "!File.", " Directory.", "(Directory.", "!Directory.", "new FileInfo", "new DirectoryInfo", "new FileStream(path",
                "new StreamReader(path", "new StreamWriter(path", "FileSystemEnumerable", "Path.Exists", "File.OpenHandle", " Posix.TryOpen(",
            ],
            exempt: "Core/Native/",
            [
                // The root itself, which is the user's word, and the folders above the current one.
                "WorkspaceLocator.cs: if (Directory.Exists(Path.Join(folder, \".pkg\")))",
                "WorkspaceLocator.cs: if (Path.Exists(Path.Join(folder, file)))",
                "WorkspaceLocator.cs: if (!Directory.Exists(root))", "SnapshotScanner.cs: if (!Directory.Exists(root))",

                // The folders above a file that is shown, up to the repository's; nothing is opened.
                "RepositoryFolder.cs: if (Path.Exists(Path.Join(candidate, \".git\")))",

                // A path that the user named; nothing is opened.
                "AuditCmdlet.cs: if (found.Count == 0 && Path.Exists(ToFullPath(path)))",

                // The system's own files and programs.
                "ProgramSearch.cs: if (Path.IsPathRooted(folder) && File.Exists(path) && (File.GetUnixFileMode(path) & Execute) != 0)",
                "LockOwner.cs: return File.Exists(kernel) ? File.ReadAllText(kernel).Trim() : \"\";",
                "StandardStream.cs: SafeFileHandle? place = Posix.TryOpen(\"/dev/null\");", "StandardStream.cs: place = Posix.TryOpen(\"/dev/null\");",

                // Whether a name that git tracks leads anywhere; nothing is opened.
                "GitTree.cs: return Path.Exists(Path.Join(root, Utf8.GetString(path.Bytes)));",
            ]));

    private static IEnumerable<string> Mentions(string[] folders, string[] words, string exempt, string[]? allowed = null) =>
        from folder in folders
        from file in Directory.EnumerateFiles(RepositoryFile.PathOf(folder), "*.cs", SearchOption.AllDirectories)
        where !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)
            && !file.Contains(exempt, StringComparison.Ordinal)
        from line in File.ReadLines(file)
        let place = $"{Path.GetFileName(file)}: {line.Trim()}"
        where !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
            && words.Any(word => line.Contains(word, StringComparison.Ordinal)) && allowed?.Contains(place) != true
        select place;
}
