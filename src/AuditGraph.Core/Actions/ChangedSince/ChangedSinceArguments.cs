using AuditGraph.Core.Actions.Parameters;
using AuditGraph.Core.Baselines;

namespace AuditGraph.Core.Actions.ChangedSince;

/// <summary>The arguments of <c>report.changed_since</c>.</summary>
/// <param name="Baseline">What the workspace is compared with.</param>
/// <param name="Scan">What is looked at.</param>
internal sealed record ChangedSinceArguments(BaselineRequest Baseline, ScanRequest Scan)
{
    /// <summary>Reads complete and valid arguments.</summary>
    /// <exception cref="ArgumentException">The job was not validated.</exception>
    public static ChangedSinceArguments Read(ValueMap<object?> arguments)
    {
        ScanRequest scan = ScanParameters.Read(arguments);
        return new ChangedSinceArguments(BaselineParameters.Read(arguments, scan), scan);
    }
}
