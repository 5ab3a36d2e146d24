namespace AuditGraph.Core.Baselines;

/// <summary>A commit of the git repository that the workspace lies in.</summary>
/// <param name="Commit">The commit's id.</param>
internal sealed record GitBaseline(string Commit) : Baseline
{
    /// <inheritdoc/>
    public override string Evidence => "git";
}
