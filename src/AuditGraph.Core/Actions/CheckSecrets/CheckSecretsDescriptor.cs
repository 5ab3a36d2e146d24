using AuditGraph.Core.Actions.Parameters;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Actions.CheckSecrets;

/// <summary>What <c>check.secrets</c> says of itself.</summary>
internal static class CheckSecretsDescriptor
{
    private static readonly ValueList<string> RuleIds =
        SecretRules.All.Select(rule => rule.Id).Order(StringComparer.Ordinal).ToValueList();

    /// <summary>The description.</summary>
    public static ActionDescriptor Value { get; } = new()
    {
        Type = "check.secrets",
        Summary = "Checks that no file holds a key, a token or a password. What it finds is never shown or stored.",
        ReportVersion = 1,
        IsCheck = true,
        Formats = ReportFormats.Names,
        FailKinds = SeverityWords.FailKinds,
        Parameters = ValueList.Create<ActionParameter>((ActionParameter[])
        [
            new()
            {
                Name = SecretKeys.Rules,
                Kind = ActionParameterKind.TextList,
                Default = ValueList.Create<string>([]),
                AllowedValues = RuleIds,
                Summary = "The rules that are gone by; where none is given, all but those that go by randomness alone.",
            },
            new()
            {
                Name = SecretKeys.SkipRules,
                Kind = ActionParameterKind.TextList,
                Default = ValueList.Create<string>([]),
                AllowedValues = RuleIds,
                Summary = "Rules that are not gone by.",
            },
            new()
            {
                Name = SecretKeys.Entropy,
                Kind = ActionParameterKind.Boolean,
                Default = false,
                Summary = "Whether the rules are gone by, too, that go by names and randomness alone.",
            },
            new()
            {
                Name = SecretKeys.MaxBytes,
                Kind = ActionParameterKind.WholeNumber,
                Default = 5L << 20,
                Minimum = 1,
                Summary = "The most bytes of a file that is looked at; larger ones are counted.",
            },
            CheckParameters.OnUnreadable,
            CheckParameters.OnEmpty,
            .. ScanParameters.All,
        ]),
    };
}
