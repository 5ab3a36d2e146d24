using AuditGraph.Core.Actions.Parameters;
using AuditGraph.Core.Baselines;

namespace AuditGraph.Core.Actions.Inventory;

/// <summary>The arguments of <c>report.inventory</c>.</summary>
/// <param name="List">Whether each file is listed.</param>
/// <param name="Modes">Whether their permissions are told.</param>
/// <param name="Owners">Whether it is told whose they are.</param>
/// <param name="Times">Whether it is told when they were modified.</param>
/// <param name="Top">How many are told of the largest, the oldest and the equal ones.</param>
/// <param name="Depth">How deep folders have totals of their own.</param>
/// <param name="Scan">What is looked at.</param>
internal sealed record InventoryArguments(
    bool List, bool Modes, bool Owners, bool Times, int Top, int Depth, ScanRequest Scan)
{
    /// <summary>What is compared with: the job's last good run.</summary>
    public BaselineRequest Baseline { get; } = new(SinceExpression.LastRun, Scan.Scope, Scan.AllowsFallback);

    /// <summary>Whether anything is told that depends on when files were modified.</summary>
    public bool TellsTimes => Times || Top > 0;

    /// <summary>Reads complete and valid arguments.</summary>
    public static InventoryArguments Read(ValueMap<object?> arguments) => new(
        (bool)arguments[InventoryKeys.List]!,
        (bool)arguments[InventoryKeys.Modes]!,
        (bool)arguments[InventoryKeys.Owners]!,
        (bool)arguments[InventoryKeys.Times]!,
        Most((long)arguments[InventoryKeys.Top]!),
        Most((long)arguments[InventoryKeys.Depth]!),
        ScanParameters.Read(arguments));

    private static int Most(long number) => (int)Math.Min(number, int.MaxValue);
}
