using AuditGraph.Core.Actions;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;

namespace AuditGraph.Core.Tests.Actions;

/// <summary>Jobs that look at the same in the same way share a scan; no others do.</summary>
public sealed class ScanRequestTests
{
    private static readonly SnapshotScope Ignoring = new() { RespectGitignore = true };

    [Fact]
    public void Weaker_evidence_makes_another_request_only_where_git_is_asked()
    {
        Assert.Equal(new ScanRequest(new SnapshotScope(), Rehash.Changed, true), new ScanRequest(new SnapshotScope(), Rehash.Changed, false));
        Assert.NotEqual(new ScanRequest(Ignoring, Rehash.Changed, true), new ScanRequest(Ignoring, Rehash.Changed, false));
        Assert.NotEqual(new ScanRequest(Ignoring, Rehash.Changed, true), new ScanRequest(Ignoring, Rehash.Full, true));
        Assert.NotEqual(new ScanRequest(Ignoring, Rehash.Changed, true), new ScanRequest(new SnapshotScope(), Rehash.Changed, true));
    }
}
