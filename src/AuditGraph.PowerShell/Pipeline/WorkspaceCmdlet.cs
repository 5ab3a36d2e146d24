using System.Management.Automation;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.PowerShell.Pipeline;

/// <summary>A cmdlet that works on a workspace.</summary>
public abstract class WorkspaceCmdlet : AuditCmdlet
{
    private Workspace? workspace;
    private string? workspaceRoot;

    private protected WorkspaceCmdlet()
    {
    }

    /// <summary>
    /// The workspace's root. When left out: <c>AUDITGRAPH_ROOT</c>, else the first folder from the session's current
    /// one upward that holds <c>.pkg</c> or a job configuration, else the current folder.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Workspace")]
    [ValidateNotNullOrEmpty]
    public string? Root { get; set; }

    /// <summary>The workspace that <see cref="Root"/> means at this moment.</summary>
    /// <exception cref="AuditWorkspaceException">There is none, or its settings cannot be read.</exception>
    private protected Workspace OpenWorkspace()
    {
        if (workspace is null || workspaceRoot != Root)
        {
            workspace = WorkspaceLocator.Locate(Root is null ? null : ToFullPath(Root), CurrentFolder);
            workspaceRoot = Root;
        }

        return workspace;
    }
}
