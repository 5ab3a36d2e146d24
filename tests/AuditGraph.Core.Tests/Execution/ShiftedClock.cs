namespace AuditGraph.Core.Tests.Execution;

/// <summary>The machine's clock, set ahead or back.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private TimeSpan offset;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + offset;

    public void Advance(TimeSpan time) => offset += time;
}
