using System.Management.Automation;

namespace AuditGraph.PowerShell.Pipeline;

/// <summary>Lets the text of a flag, as a table's cell has it, stand for the flag; PowerShell itself takes no text for one.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FlagTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        bool.TryParse((inputData is PSObject wrapped ? wrapped.BaseObject : inputData) as string, out bool flag) ? flag : inputData;
}
