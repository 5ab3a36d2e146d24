using AuditGraph.Core.Actions.Parameters;

namespace AuditGraph.Core.Actions.CheckIntegrity;

/// <summary>The arguments of <c>check.integrity</c>.</summary>
/// <param name="Policy">What is watched of which paths.</param>
/// <param name="OnUnreadable">The verdict, at least, where something could not be compared.</param>
/// <param name="OnEmpty">The verdict, at least, where a rule decides on nothing; none where that means nothing.</param>
/// <param name="Scan">What is looked at.</param>
internal sealed record CheckIntegrityArguments(
    IntegrityPolicy Policy, AuditVerdict OnUnreadable, AuditVerdict OnEmpty, ScanRequest Scan)
{
    /// <summary>Reads complete and valid arguments.</summary>
    public static CheckIntegrityArguments Read(ValueMap<object?> arguments) => new(
        new IntegrityPolicy(IntegrityRule.ReadAll(arguments)),
        CheckParameters.ReadOnUnreadable(arguments),
        CheckParameters.ReadOnEmpty(arguments),
        ScanParameters.Read(arguments));
}
