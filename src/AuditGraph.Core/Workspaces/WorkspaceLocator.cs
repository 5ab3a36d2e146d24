using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Workspaces;

/// <summary>Finds the workspace a command is about.</summary>
internal static class WorkspaceLocator
{
    /// <summary>The environment variable that names the root when the command does not.</summary>
    public const string RootVariable = "AUDITGRAPH_ROOT";

    /// <summary>The names of the job configuration, relative to the root, in the order in which they are looked for; the first is the one to create.</summary>
    public static string[] JobFiles { get; } = ["config/jobs.yaml", "config/jobs.yml", "config/jobs.json"];

    /// <summary>
    /// The root that was asked for; else the one that <see cref="RootVariable"/> names; else the first folder from the
    /// current one upward that holds <c>.pkg/</c> or a job configuration; else the current folder.
    /// </summary>
    /// <param name="root">The root that was asked for, absolute or relative to the current folder, or null.</param>
    /// <param name="currentFolder">The current folder, as an absolute path.</param>
    /// <exception cref="AuditWorkspaceException">The root is not a folder.</exception>
    public static string FindRoot(string? root, string currentFolder)
    {
        root ??= Environment.GetEnvironmentVariable(RootVariable) is { Length: > 0 } named ? named : null;
        root = Resolve(Path.TrimEndingDirectorySeparator(root is null ? FindUpward(currentFolder) : Path.GetFullPath(root, currentFolder)));
        if (!Directory.Exists(root))
        {
            throw NotFound(root, "is not a folder");
        }

        WorkspaceFolders.Check(Path.Join(root, "config"));
        return root;
    }

    // The root is the user's word, links and all; from here on no path has any.
    private static string Resolve(string root)
    {
        try
        {
            return NamedPath.Resolve(root);
        }
        catch (AuditWorkspaceException failure)
        {
            throw NotFound(root, $"is none that can be reached: {failure.Message}");
        }
    }

    private static AuditWorkspaceException NotFound(string root, string fault) =>
        new(WorkspaceErrors.RootNotFound, $"The workspace's root '{DisplayText.Escape(root)}' {fault}.") { Target = root };

    private static string FindUpward(string currentFolder)
    {
        for (string? folder = currentFolder; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (IsRoot(folder))
            {
                return folder;
            }
        }

        return currentFolder;
    }

    private static bool IsRoot(string folder)
    {
        if (Directory.Exists(Path.Join(folder, ".pkg")))
        {
            return true;
        }

        foreach (string file in JobFiles)
        {
            if (Path.Exists(Path.Join(folder, file)))
            {
                return true;
            }
        }

        return false;
    }
}
