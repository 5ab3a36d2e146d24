using AuditGraph.Core.Errors;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Configuration;

/// <summary>Opens the workspace a command is about, with its settings.</summary>
internal static class WorkspaceOpener
{
    /// <summary>The workspace at the root that <see cref="WorkspaceLocator.FindRoot"/> finds.</summary>
    /// <param name="root">The root that was asked for, absolute or relative to the current folder, or null.</param>
    /// <param name="currentFolder">The current folder, as an absolute path.</param>
    /// <exception cref="AuditWorkspaceException">The root is not a folder, <c>ProfileInvalid</c>: its settings hold a mistake, or a folder of it is not where it must be.</exception>
    public static Workspace Locate(string? root, string currentFolder)
    {
        string found = WorkspaceLocator.FindRoot(root, currentFolder);
        WorkspaceSettings settings = DescribedConfig.Load(SettingsDescription.Value, found) is { } file
            ? SettingsDescription.Read(file.RequireValid(WorkspaceErrors.ProfileInvalid).Section)
            : WorkspaceSettings.Default;
        var paths = new ProfilePaths(found, settings.ActiveProfile);
        WorkspaceFolders.Check(paths);
        return new Workspace(paths, settings);
    }
}
