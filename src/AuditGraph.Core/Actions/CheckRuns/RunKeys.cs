namespace AuditGraph.Core.Actions.CheckRuns;

/// <summary>The words of the arguments of <c>check.runs</c>.</summary>
internal static class RunKeys
{
    public const string Runs = "runs";
    public const string Job = "job";
    public const string Within = "within";
    public const string Verdict = "verdict";
    public const string Any = "any";
    public const string Checkpoint = "checkpoint";
    public const string PublicKey = "public_key";
}
