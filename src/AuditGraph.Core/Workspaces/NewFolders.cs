namespace AuditGraph.Core.Workspaces;

/// <summary>Makes folders whose names are to survive a power cut.</summary>
internal static class NewFolders
{
    /// <summary>Makes a folder and those above it that are missing.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="path">The folder.</param>
    /// <param name="changed">Gets it and every folder that has a new entry: those that are to be flushed.</param>
    /// <exception cref="IOException">A folder cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be made.</exception>
    public static void Make(IDisk disk, string path, ISet<string> changed)
    {
        if (changed.Contains(path))
        {
            return;
        }

        for (string missing = path; !PlainFolder.Exists(missing);)
        {
            missing = Path.GetDirectoryName(missing)!;
            changed.Add(missing);
        }

        disk.CreateFolder(path);
        changed.Add(path);
    }
}
