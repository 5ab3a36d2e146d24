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
    private protected Workspace OpenWorkspace() => OpenWorkspace(Root);

    /// <summary>The workspace at a root; opened once as long as the same root is asked for.</summary>
    /// <param name="root">The root, or null to look for it.</param>
    /// <exception cref="AuditWorkspaceException">There is none, or its settings cannot be read.</exception>
    private protected Workspace OpenWorkspace(string? root)
    {
        if (workspace is null || workspaceRoot != root)
        {
            workspace = WorkspaceLocator.Locate(root is null ? null : ToFullPath(root), CurrentFolder);
            workspaceRoot = root;
        }

        return workspace;
    }

    /// <summary>
    /// Tells that a workspace cannot be used. This ends the pipeline, unless the workspaces come through it: then
    /// the others are still worth their turn.
    /// </summary>
    private protected void WriteSetupError(AuditException failure)
    {
        if (!MyInvocation.ExpectingInput)
        {
            ThrowTerminatingError(failure.ToErrorRecord());
        }

        WriteError(failure.ToErrorRecord());
    }
}
