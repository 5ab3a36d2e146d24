namespace AuditGraph.Core.Tests.Snapshots;

/// <summary>A clock by which every file is long past, so that times alone tell whether it has changed.</summary>
internal sealed class LateClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddHours(1);
}
