namespace AuditGraph.Core.Processes;

/// <summary>Finds a program by its name on the search path.</summary>
internal static class ProgramSearch
{
    private const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The absolute path of a program, or null.</summary>
    /// <param name="name">Its name, without a folder.</param>
    /// <param name="searchPath">The value of <c>PATH</c>.</param>
    /// <remarks>
    /// Folders of the path that are relative or empty are passed over: they mean the current folder, where whoever
    /// fills the workspace could put a program of that name.
    /// </remarks>
    public static string? Find(string name, string? searchPath)
    {
        foreach (string folder in (searchPath ?? "").Split(':'))
        {
            string path = Path.Join(folder, name);
            if (Path.IsPathRooted(folder) && File.Exists(path) && (File.GetUnixFileMode(path) & Execute) != 0)
            {
                return path;
            }
        }

        return null;
    }
}
