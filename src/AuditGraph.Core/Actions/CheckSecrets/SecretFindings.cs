using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Actions.CheckSecrets;

/// <summary>Says of a secret what it is and where. Nothing of itself is said but how long it is.</summary>
internal static class SecretFindings
{
    private static readonly Dictionary<string, SecretRule> Rules =
        SecretRules.All.ToDictionary(rule => rule.Id, StringComparer.Ordinal);

    /// <summary>The finding.</summary>
    public static CheckFinding Of(string path, SecretHit hit)
    {
        (AuditSeverity severity, string message) = Rules.TryGetValue(hit.Rule, out SecretRule? rule)
            ? (rule.Severity, $"This looks like {rule.Title}, {CountText.Of(hit.Size, "character")} long.")
            : (AuditSeverity.Error, "This allowance does not say which rule it allows, and why.");

        // The key is never shown: who has a report cannot tell by it whether a guess is right.
        return new CheckFinding(hit.Rule, severity, message, hit.Mac.ToString())
        {
            Path = path,
            Line = hit.Line,
            Column = hit.Column,
            EndLine = hit.Line,
            EndColumn = hit.Column + hit.Length,
        };
    }
}
