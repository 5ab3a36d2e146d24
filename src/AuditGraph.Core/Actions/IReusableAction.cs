namespace AuditGraph.Core.Actions;

/// <summary>An action whose report is a function of inputs that it declares, so that a report can be taken where none has changed.</summary>
internal interface IReusableAction : IAuditAction
{
    /// <summary>Looks at the inputs and makes no report. Stores nothing.</summary>
    /// <param name="context">The run.</param>
    /// <param name="earlier">The run whose report may still hold.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="AuditException">The inputs cannot be told.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    ActionInputs Look(ActionContext context, AuditJobRun earlier, CancellationToken cancellation);
}
