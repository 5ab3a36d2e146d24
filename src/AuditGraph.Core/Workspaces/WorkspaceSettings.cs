namespace AuditGraph.Core.Workspaces;

/// <summary>What the optional <c>config/pkg.yaml</c> sets.</summary>
/// <param name="ActiveProfile"><c>active_profile</c>: the profile whose folder under <c>.pkg/profiles/</c> is used.</param>
/// <param name="Redaction"><c>security.redaction.enabled</c>: whether secrets are masked in reports and records.</param>
/// <param name="Keep"><c>snapshots.keep</c>: how long snapshots are kept; null where they are kept until somebody removes them.</param>
internal sealed record WorkspaceSettings(string ActiveProfile, bool Redaction, TimeSpan? Keep)
{
    /// <summary>The settings where the file sets none.</summary>
    public static WorkspaceSettings Default { get; } = new("default", Redaction: true, Keep: null);
}
