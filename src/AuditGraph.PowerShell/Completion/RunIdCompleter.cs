using System.Globalization;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.PowerShell.Completion;

/// <summary>Completes the ids of the latest runs, newest first, with their job and time.</summary>
public sealed class RunIdCompleter : WorkspaceCompleter
{
    // More than anybody looks through, and few enough to be there at once.
    private const int MostOffered = 50;

    private protected override IEnumerable<Suggestion> Suggest(Workspace workspace) =>
        new RunHistory(workspace.Paths, new Disk(), TimeProvider.System, SilentObserver.Instance)
            .ReadNewestFirst(new RunFilter())
            .Take(MostOffered)
            .Select(run => new Suggestion(
                run.Id, string.Create(CultureInfo.InvariantCulture, $"{run.Job}, {run.StartedAt:u}, {RunRecord.StatusName(run.Status)}")));
}
