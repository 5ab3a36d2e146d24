using AuditGraph.Core.Actions.Parameters;

namespace AuditGraph.Core.Actions.CheckIntegrity;

/// <summary>A rule of <c>check.integrity</c>: what is watched of some paths.</summary>
/// <param name="Number">Which of the job's rules it is, from 1.</param>
/// <param name="Patterns">The patterns of the paths that it may decide on.</param>
/// <param name="Watch">What it watches of them.</param>
/// <param name="Severity">How much its findings weigh.</param>
internal sealed record IntegrityRule(int Number, ValueList<string> Patterns, Watch Watch, AuditSeverity Severity)
{
    /// <summary>Whether it makes no difference which of two rules decides.</summary>
    public bool SaysTheSameAs(IntegrityRule other) => (Watch, Severity) == (other.Watch, other.Severity);

    /// <summary>Reads the rules of arguments that were validated.</summary>
    public static IReadOnlyList<IntegrityRule> ReadAll(ValueMap<object?> arguments) =>
    [
        .. ((ValueList<ValueMap<object?>>)arguments[IntegrityKeys.Rules]!).Select((rule, index) => new IntegrityRule(
            index + 1,
            (ValueList<string>)rule[IntegrityKeys.Path]!,
            IntegrityKeys.WatchOf((ValueList<string>)rule[IntegrityKeys.Watch]!),
            CheckParameters.ReadSeverity(rule))),
    ];
}
