namespace AuditGraph.Core.Workspaces;

/// <summary>Finds the folder that whoever shows findings beside the source calls the root: that of the repository.</summary>
internal static class RepositoryFolder
{
    /// <summary>The environment variable by which a GitHub workflow names the folder that it checked the repository out to.</summary>
    public const string Variable = "GITHUB_WORKSPACE";

    /// <summary>
    /// The folder that <see cref="Variable"/> names, where a folder is in it; else the first from there upward that holds
    /// <c>.git</c>, a folder or (in a work tree or submodule) a file; else null.
    /// </summary>
    /// <param name="folder">The folder, as an absolute path.</param>
    public static string? Find(string folder) => Find(folder, Environment.GetEnvironmentVariable(Variable));

    /// <summary>The same, with what the variable says.</summary>
    public static string? Find(string folder, string? named)
    {
        if (!string.IsNullOrEmpty(named) && Path.IsPathFullyQualified(named))
        {
            string checkout = Path.TrimEndingDirectorySeparator(Path.GetFullPath(named));
            if (folder == checkout || checkout == "/" || folder.StartsWith(checkout + "/", StringComparison.Ordinal))
            {
                return checkout;
            }
        }

        for (string? candidate = folder; candidate is not null; candidate = Path.GetDirectoryName(candidate))
        {
            if (Path.Exists(Path.Join(candidate, ".git")))
            {
                return candidate;
            }
        }

        return null;
    }
}
