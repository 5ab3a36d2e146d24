using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;

namespace AuditGraph.Core.Actions;

/// <summary>Which part of the workspace an action looks at, and how.</summary>
/// <param name="Scope">Which part.</param>
/// <param name="Rehash">Which files are read again.</param>
/// <param name="AllowsFallback">
/// Whether the workspace's own ignore files will do where git cannot tell of the others; of no meaning where the scope does not
/// go by them.
/// </param>
internal sealed record ScanRequest(SnapshotScope Scope, Rehash Rehash, bool AllowsFallback)
{
    /// <summary>Whether another scan sees the same, at the same moment.</summary>
    public bool Equals(ScanRequest? other) =>
        other is not null && Scope.Equals(other.Scope) && Rehash == other.Rehash && (!Scope.RespectGitignore || AllowsFallback == other.AllowsFallback);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Scope, Rehash);
}
