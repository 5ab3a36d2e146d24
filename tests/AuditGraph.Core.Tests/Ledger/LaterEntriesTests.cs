using AuditGraph.Core.Ledger;

namespace AuditGraph.Core.Tests.Ledger;

public sealed class LaterEntriesTests : IDisposable
{
    private readonly TestProfile profile = new();

    public void Dispose() => profile.Dispose();

    [Fact]
    public void What_was_appended_is_read_once_the_oldest_first()
    {
        profile.Append(2);
        LaterEntries later = After(profile.Open().Checkpoint);
        Assert.Empty(later.Read());

        profile.Append(3);
        Assert.Equal([TestProfile.RunId(2), TestProfile.RunId(3), TestProfile.RunId(4)], later.Read().Select(entry => entry.Run));
        Assert.Empty(later.Read());

        profile.Append(1);
        Assert.Equal([TestProfile.RunId(5)], later.Read().Select(entry => entry.Run));
    }

    [Fact]
    public void Another_log_and_one_that_does_not_hold_or_is_gone_tell_nothing()
    {
        profile.Append(1);
        Checkpoint known = profile.Open().Checkpoint;
        profile.Append(1);
        Assert.Empty(After(known with { Origin = "other" }).Read());

        File.WriteAllText(Path.Join(profile.Paths.Ledger, "checkpoint"), "damaged");
        Assert.Empty(After(known).Read());
        Directory.Delete(profile.Paths.Ledger, recursive: true);
        Assert.Empty(After(known).Read());
    }

    private LaterEntries After(Checkpoint checkpoint) => new(profile.Paths.Ledger, checkpoint.Origin, checkpoint.Size);
}
