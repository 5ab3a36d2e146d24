using System.Management.Automation;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.PowerShell.Pipeline;

/// <summary>A cmdlet that works on a workspace.</summary>
public abstract class WorkspaceCmdlet : AuditCmdlet
{
    private Workspace? workspace;
    private Workspace? opened;
    private object? place;
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
            workspace = WorkspaceOpener.Locate(root is null ? null : ToFullPath(root), CurrentFolder);
            workspaceRoot = root;
        }

        return workspace;
    }

    /// <summary>
    /// Does something with each run that was named, in the workspace that <see cref="Root"/> means, else in the run's own.
    /// What goes wrong with one run is told, and the others have their turn.
    /// </summary>
    /// <typeparam name="T">What is opened of a workspace.</typeparam>
    /// <param name="runs">The runs.</param>
    /// <param name="open">
    /// Opens what the runs of a workspace are looked for in; asked once for runs that follow each other, also through the
    /// pipeline, so that a ledger is not read once for each.
    /// </param>
    /// <param name="act">What to do.</param>
    private protected void ForEachRun<T>(IEnumerable<AuditRunReference> runs, Func<Workspace, T> open, Action<T, AuditRunReference> act)
    {
        foreach (AuditRunReference run in runs)
        {
            bool isOwn = Root is null && run.Root is not null;
            try
            {
                Workspace current = OpenWorkspace(Root ?? run.Root);
                place = current == opened ? place : open(current);
                opened = current;
            }
            catch (AuditException failure) when (isOwn)
            {
                WriteError(failure.ToErrorRecord());
                continue;
            }
            catch (AuditException failure)
            {
                WriteSetupError(failure);
                return;
            }

            try
            {
                act((T)place!, run);
            }
            catch (AuditException failure)
            {
                WriteError(failure.ToErrorRecord());
            }
        }
    }

    /// <summary>Tells of a name that no job has and none had when it ran: a mistake, where a job without such runs is none.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="history">What ran in it.</param>
    /// <param name="name">The name.</param>
    private protected void RequireJob(Workspace workspace, RunHistory history, string name)
    {
        if (history.ReadNewestFirst(new RunFilter(new NamePatterns([name]).IsMatch)).Any())
        {
            return;
        }

        try
        {
            JobSelection.Find(JobConfig.Load(workspace.Root, isHashed: false).RequireValid(), name);
        }
        catch (AuditException failure)
        {
            WriteError(failure.ToErrorRecord());
        }
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
