using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Native;

namespace AuditGraph.Core.Workspaces;

/// <summary>
/// Paths that a person named: on the command line, in the environment, by the current folder. They may lead through
/// links, which are followed once; what is opened afterwards is the place they led to.
/// </summary>
internal static class NamedPath
{
    /// <summary>Where a path leads; of what is not there yet, where the folders lead that are.</summary>
    /// <param name="path">An absolute path.</param>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>: links go in a circle, or a folder may not be passed through.</exception>
    public static string Resolve(string path)
    {
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return TryResolve(path)
            ?? (Path.GetDirectoryName(path) is { } folder ? Path.Join(Resolve(folder), Path.GetFileName(path)) : path);
    }

    /// <summary>
    /// A file's path with its folder resolved and its own name as it is: for files whose content is shown, which a link
    /// in a stranger's repository must not choose.
    /// </summary>
    /// <param name="path">An absolute path.</param>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>: links go in a circle, or a folder may not be passed through.</exception>
    public static string ResolveFolder(string path)
    {
        path = Path.GetFullPath(path);
        return Path.GetDirectoryName(path) is { } folder ? Path.Join(Resolve(folder), Path.GetFileName(path)) : path;
    }

    private static string? TryResolve(string path)
    {
        try
        {
            return Posix.TryResolve(path);
        }
        catch (IOException failure)
        {
            throw new AuditWorkspaceException(
                WorkspaceErrors.ReadFailed, $"'{DisplayText.Escape(path)}' cannot be reached: {failure.Message}", failure)
            {
                Target = path,
            };
        }
    }
}
