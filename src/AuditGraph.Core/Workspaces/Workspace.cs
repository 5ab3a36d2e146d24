namespace AuditGraph.Core.Workspaces;

/// <summary>A folder over which audit jobs run, with its settings.</summary>
/// <param name="Paths">Where its things are.</param>
/// <param name="Settings">What <c>config/pkg.yaml</c> says, or the defaults.</param>
internal sealed record Workspace(ProfilePaths Paths, WorkspaceSettings Settings)
{
    /// <summary>The workspace's root, as an absolute path.</summary>
    public string Root => Paths.Root;
}
