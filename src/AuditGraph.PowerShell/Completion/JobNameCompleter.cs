using AuditGraph.Core.Configuration;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.PowerShell.Completion;

/// <summary>Completes the names of jobs, with their descriptions.</summary>
public sealed class JobNameCompleter : WorkspaceCompleter
{
    private protected override IEnumerable<Suggestion> Suggest(Workspace workspace) =>
        JobConfig.Load(workspace.Root).Jobs.Select(job => new Suggestion(job.Name, job.Description));
}
