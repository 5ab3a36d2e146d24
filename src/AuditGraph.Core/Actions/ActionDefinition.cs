namespace AuditGraph.Core.Actions;

/// <summary>An action of the catalogue.</summary>
/// <param name="Descriptor">What it says of itself.</param>
/// <param name="Bind">
/// Reads the arguments of a job, complete and of the types that their kinds name, and gives the action that works by them.
/// </param>
internal sealed record ActionDefinition(ActionDescriptor Descriptor, Func<ValueMap<object?>, IAuditAction> Bind)
{
    /// <summary>Whether it compares with what was approved, so that somebody can approve what a run of it saw.</summary>
    public bool ComparesWithApproved { get; init; }
}
