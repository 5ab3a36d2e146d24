using System.Globalization;
using System.Management.Automation;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Runs.Retention;
using AuditGraph.Core.Workspaces;
using AuditGraph.PowerShell.Completion;
using AuditGraph.PowerShell.Pipeline;

namespace AuditGraph.PowerShell.Commands;

/// <summary>Removes the snapshots that are old and that nothing needs any more; the records of their runs stay.</summary>
[Cmdlet(VerbsCommon.Remove, "AuditSnapshot", SupportsShouldProcess = true, DefaultParameterSetName = ByKeep)]
[OutputType(typeof(AuditRemovedSnapshot))]
public sealed class RemoveAuditSnapshotCommand : WorkspaceCmdlet
{
    private const string ByKeep = "Keep";
    private const string ByBefore = "Before";

    /// <summary>The names of the jobs whose snapshots are removed; wildcards are understood. All jobs when left out.</summary>
    [Parameter(Position = 0)]
    [Alias("Name")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(JobNameCompleter))]
    public string[]? Job { get; set; }

    /// <summary>How long snapshots are kept, such as <c>30d</c>; what the workspace's settings say when left out.</summary>
    [Parameter(ParameterSetName = ByKeep)]
    [DurationTransformation]
    public TimeSpan? Keep { get; set; }

    /// <summary>The moment before which snapshots must have been taken.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByBefore)]
    [InstantTransformation]
    public DateTimeOffset Before { get; set; }

    /// <summary>Removes every old snapshot, also one that something still needs.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emits the snapshots that were removed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            Remove(OpenWorkspace());
        }
        catch (AuditException failure)
        {
            WriteSetupError(failure);
        }
        catch (OperationCanceledException) when (Stopping)
        {
            throw new PipelineStoppedException();
        }
    }

    private void Remove(Workspace workspace)
    {
        var jobs = new NamePatterns(Job);
        (RetentionRequest request, RetentionPlan plan) = Observe((observer, cancellation) =>
        {
            SnapshotRetention retention = Open(workspace, observer);
            var asked = new RetentionRequest
            {
                Before = ParameterSetName == ByBefore ? Before : retention.KeptSince(Keep),
                Job = jobs.IsMatch,
                Force = Force,
            };
            return (asked, retention.Plan(asked, cancellation));
        });
        Require(workspace, jobs, plan);
        foreach (RetentionDecision kept in plan.Decisions.Where(decision => !decision.IsRemoved))
        {
            WriteVerbose($"Keeping {kept.Title}: {kept.Why}.");
        }

        WarnOfNamed(plan);

        HashSet<string> confirmed = [.. plan.Removed.Where((decision, index) => Confirm(decision, index, plan)).Select(decision => decision.Snapshot.RunId)];
        if (confirmed.Count > 0)
        {
            Tell(workspace, Observe((observer, cancellation) => Open(workspace, observer).Remove(request with { Runs = confirmed }, cancellation)));
        }
    }

    private static SnapshotRetention Open(Workspace workspace, IAuditObserver observer) =>
        new(workspace, new Disk(), TimeProvider.System, observer);

    private void Require(Workspace workspace, NamePatterns jobs, RetentionPlan plan)
    {
        foreach (string name in jobs.Literals)
        {
            try
            {
                plan.RequireJob(workspace.Root, name);
            }
            catch (AuditException failure)
            {
                WriteError(failure.ToErrorRecord());
            }
        }
    }

    private bool Confirm(RetentionDecision decision, int index, RetentionPlan plan)
    {
        int count = plan.Removed.Count;
        string size = ByteSize.Format(plan.Removal.FreedBytes);
        string extent = count == 1 ? $"frees {size}" : string.Create(CultureInfo.InvariantCulture, $"{index + 1} of {count}, which free {size} together");
        string title = decision.IsNeeded ? $"{decision.Title}, although {decision.Why}" : decision.Title;
        return ShouldProcess($"Remove {title} ({extent}).", $"Remove {title} ({extent})?", "Remove-AuditSnapshot");
    }

    private void WarnOfNamed(RetentionPlan plan)
    {
        if (plan.DescribeStillNamed() is { } stillNamed)
        {
            WriteWarning(stillNamed);
        }
    }

    private void Tell(Workspace workspace, RetentionPlan done)
    {
        foreach (RetentionDecision removed in done.Removed)
        {
            if (removed.IsNeeded)
            {
                WriteWarning($"Removed {removed.Title}, although {removed.Why}.");
            }

            if (PassThru)
            {
                WriteObject(removed.ToRemovedSnapshot(workspace.Root));
            }
        }

        // What has become a baseline while the user was asked.
        WarnOfNamed(done);
        WriteVerbose(string.Create(
            CultureInfo.InvariantCulture,
            $"{CountText.Of(done.Removed.Count, "snapshot was", "snapshots were")} removed, which frees {ByteSize.Format(done.Removal.FreedBytes)}."));
    }
}
