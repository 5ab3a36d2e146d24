using System.Management.Automation;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Workspaces;
using AuditGraph.PowerShell.Completion;
using AuditGraph.PowerShell.Pipeline;

namespace AuditGraph.PowerShell.Commands;

/// <summary>Compares the snapshots that two runs took and emits every difference.</summary>
[Cmdlet(VerbsData.Compare, "AuditSnapshot")]
[OutputType(typeof(AuditChange))]
public sealed class CompareAuditSnapshotCommand : WorkspaceCmdlet
{
    /// <summary>The run of the older side, or its id.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [RunTransformation]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(RunIdCompleter))]
    public AuditRunReference? Reference { get; set; }

    /// <summary>The run of the newer side, or its id.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [RunTransformation]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(RunIdCompleter))]
    public AuditRunReference? Difference { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            SnapshotStore older = OpenStore(Reference!);
            SnapshotStore newer = Root is not null || Reference!.Root == Difference!.Root ? older : OpenStore(Difference!);
            SnapshotComparison comparison = Observe((_, cancellation) => StoredComparison.Compare(
                older, Reference!.Id.ToLowerInvariant(), newer, Difference!.Id.ToLowerInvariant(), cancellation));
            foreach (SnapshotChange change in comparison.Changes)
            {
                WriteObject(change.ToAuditChange());
            }

            if (comparison.Uncompared.Count > 0)
            {
                WriteWarning($"{CountText.Of(comparison.Uncompared.Count, "entry was", "entries were")} not seen by one of the runs, and not compared.");
            }
        }
        catch (AuditException failure)
        {
            WriteSetupError(failure);
        }
    }

    private SnapshotStore OpenStore(AuditRunReference run) => new(OpenWorkspace(Root ?? run.Root).Paths, new Disk());
}
