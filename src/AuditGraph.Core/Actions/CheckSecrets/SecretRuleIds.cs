using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Actions.CheckSecrets;

/// <summary>The rules of <c>check.secrets</c> as findings, arguments and allowances name them.</summary>
internal static class SecretRuleIds
{
    /// <summary>What all begin with.</summary>
    public const string Prefix = "secrets.";

    /// <summary>The rule of allowances that allow nothing.</summary>
    public const string Allowance = Prefix + "allowance";

    private static readonly HashSet<string> Known = [Allowance, .. SecretRules.All.Select(rule => rule.Id)];

    /// <summary>Whether there is such a rule, which secrets are found by.</summary>
    public static bool IsAllowable(string id) => id != Allowance && Known.Contains(id);

    /// <summary>Whether there is such a rule.</summary>
    public static bool IsKnown(string id) => Known.Contains(id);

    /// <summary>Those by which a job can find something.</summary>
    public static IReadOnlyList<CheckRule> Of(IEnumerable<SecretRule> rules) =>
    [
        .. rules.Select(rule => new CheckRule(rule.Id, rule.Severity, $"No file holds {rule.Title}.")),
        new(Allowance, AuditSeverity.Error, "Allowances say which rule they allow, and why."),
    ];
}
