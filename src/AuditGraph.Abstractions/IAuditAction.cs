namespace AuditGraph;

/// <summary>Something an audit job can do: it looks at the workspace and makes a report.</summary>
public interface IAuditAction
{
    /// <summary>The action's description of itself.</summary>
    ActionDescriptor Descriptor { get; }

    /// <summary>Tells what <see cref="Run"/> would do. Writes nothing.</summary>
    /// <param name="context">The run it would be.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="AuditException">The run could not start.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    AuditActionPreview Preview(AuditActionContext context, CancellationToken cancellation);

    /// <summary>Looks at the workspace and makes the report. Writes neither the report nor the record.</summary>
    /// <param name="context">The run.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="AuditException">The run failed.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    AuditActionResult Run(AuditActionContext context, CancellationToken cancellation);
}
