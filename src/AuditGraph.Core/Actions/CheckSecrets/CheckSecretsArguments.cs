using AuditGraph.Core.Actions.Parameters;

namespace AuditGraph.Core.Actions.CheckSecrets;

/// <summary>The arguments of <c>check.secrets</c>.</summary>
/// <param name="Rules">The rules.</param>
/// <param name="MaxBytes">The most bytes of a file that is looked at.</param>
/// <param name="OnUnreadable">The verdict, at least, where something could not be looked at.</param>
/// <param name="OnEmpty">
/// The verdict, at least, where there is no file to look at; none where that means nothing.
/// </param>
/// <param name="Scan">What is looked at.</param>
internal sealed record CheckSecretsArguments(
    IReadOnlyList<SecretRule> Rules, long MaxBytes, AuditVerdict OnUnreadable, AuditVerdict OnEmpty, ScanRequest Scan)
{
    /// <summary>Reads complete and valid arguments.</summary>
    public static CheckSecretsArguments Read(ValueMap<object?> arguments) => new(
        Choose(
            (ValueList<string>)arguments[SecretKeys.Rules]!,
            (ValueList<string>)arguments[SecretKeys.SkipRules]!,
            (bool)arguments[SecretKeys.Entropy]!),
        (long)arguments[SecretKeys.MaxBytes]!,
        CheckParameters.ReadOnUnreadable(arguments),
        CheckParameters.ReadOnEmpty(arguments),
        ScanParameters.Read(arguments));

    private static SecretRule[] Choose(ValueList<string> chosen, ValueList<string> skipped, bool entropy) =>
    [
        .. SecretRules.All.Where(rule =>
            (chosen.Count > 0 ? chosen.Contains(rule.Id) || (entropy && rule.IsGeneric) : entropy || !rule.IsGeneric)
            && !skipped.Contains(rule.Id)),
    ];
}
