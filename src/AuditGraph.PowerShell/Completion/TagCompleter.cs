using AuditGraph.Core.Configuration;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.PowerShell.Completion;

/// <summary>Completes the tags of jobs, with the names of the jobs that have them.</summary>
public sealed class TagCompleter : WorkspaceCompleter
{
    private protected override IEnumerable<Suggestion> Suggest(Workspace workspace) =>
        JobConfig.Load(workspace.Root).Jobs
            .SelectMany(job => job.Tags, (job, tag) => (Tag: tag, job.Name))
            .GroupBy(pair => pair.Tag, pair => pair.Name, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new Suggestion(group.Key, string.Join(", ", group)));
}
