using System.Management.Automation;

namespace AuditGraph.PowerShell.Pipeline;

/// <summary>Lets a run stand where a run's id is asked for.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RunIdTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => inputData switch
    {
        PSObject { BaseObject: AuditJobRun run } => run.Id,
        AuditJobRun run => run.Id,
        PSObject { BaseObject: object[] items } => Transform(items),
        object[] items => Transform(items),
        _ => inputData,
    };

    private object[] Transform(object[] items) => [.. items.Select(item => Transform(null!, item))];
}
