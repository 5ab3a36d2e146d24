namespace AuditGraph.Core.Actions.CheckSecrets;

/// <summary>The names of the arguments of <c>check.secrets</c>.</summary>
internal static class SecretKeys
{
    public const string Rules = "rules";
    public const string SkipRules = "skip_rules";
    public const string Entropy = "entropy";
    public const string MaxBytes = "max_bytes";
}
