using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Native;

namespace AuditGraph.Core.Workspaces;

/// <summary>
/// Tells at once, and in the words of the one rule, of links and files in the places of a workspace's folders. What is
/// put there later is refused by whatever opens it.
/// </summary>
internal static class WorkspaceFolders
{
    /// <summary>Checks the folders of a profile, as far as they are there.</summary>
    /// <exception cref="AuditWorkspaceException"><c>FolderMisplaced</c>, <c>ReadFailed</c>.</exception>
    public static void Check(ProfilePaths paths)
    {
        string profiles = Path.GetDirectoryName(paths.Folder)!;
        foreach (string folder in (string[])
            [Path.GetDirectoryName(profiles)!, profiles, paths.Folder, paths.Runs, paths.PendingRuns, paths.Ledger, paths.Snapshots, paths.Cache, paths.Secrets])
        {
            Check(folder);
        }
    }

    /// <summary>Checks that a folder is one, or that there is nothing.</summary>
    /// <exception cref="AuditWorkspaceException"><c>FolderMisplaced</c>, <c>ReadFailed</c>.</exception>
    public static void Check(string folder)
    {
        FileType kind;
        try
        {
            kind = RegularFile.KindOf(folder);
        }
        catch (IOException failure)
        {
            throw new AuditWorkspaceException(WorkspaceErrors.ReadFailed, failure.Message, failure) { Target = folder };
        }

        if (kind is not (FileType.Unknown or FileType.Directory))
        {
            throw new AuditWorkspaceException(
                WorkspaceErrors.FolderMisplaced,
                $"'{DisplayText.Escape(folder)}' is {(kind == FileType.Link ? "a symbolic link, and none is followed below a workspace's root" : "no folder, where one must be")}.")
            {
                Target = folder,
            };
        }
    }
}
