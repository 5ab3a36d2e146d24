using AuditGraph.Core.Baselines;

namespace AuditGraph.Core.Actions;

/// <summary>
/// What a job does, with the job's arguments: it looks at the workspace and makes a report. It keeps nothing between runs,
/// and several threads may use it at once.
/// </summary>
internal interface IAuditAction
{
    /// <summary>What it compares the workspace with; snapshots that may be meant are kept for it.</summary>
    IReadOnlyList<BaselineRequest> Baselines => [];

    /// <summary>Tells what <see cref="RunAsync"/> would do. Writes nothing.</summary>
    /// <param name="context">The run it would be.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="AuditException">The run could not start.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    ActionPreview Preview(ActionContext context, CancellationToken cancellation);

    /// <summary>Looks at the workspace and makes the report. Writes neither the report nor the record.</summary>
    /// <param name="context">The run.</param>
    /// <param name="cancellation">Stops the work, within 100 ms.</param>
    /// <exception cref="AuditException">The run failed.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    Task<ActionResult> RunAsync(ActionContext context, CancellationToken cancellation);
}
