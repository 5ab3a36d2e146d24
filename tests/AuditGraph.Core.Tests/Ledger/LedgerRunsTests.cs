using AuditGraph.Core.Ledger;

namespace AuditGraph.Core.Tests.Ledger;

public sealed class LedgerRunsTests : IDisposable
{
    private readonly TestProfile profile = new();

    public void Dispose() => profile.Dispose();

    [Fact]
    public void Without_a_log_there_is_no_run()
    {
        var runs = new LedgerRuns(profile.Log);

        Assert.Null(runs.Find(TestProfile.RunId(0)));
        Assert.Null(runs.FindStart(TestProfile.RunId(0)));
    }

    [Fact]
    public void A_run_is_found_by_its_end_and_while_it_has_none_by_its_start()
    {
        profile.Run();
        profile.InitializeKey();
        profile.Append(1);
        var runs = new LedgerRuns(profile.Log);

        Assert.Equal(1, runs.Find(TestProfile.RunId(0))!.Value.Entry.Index);
        Assert.Equal(3, runs.Find(TestProfile.RunId(1))!.Value.Entry.Index);
        Assert.Null(runs.Find(TestProfile.RunId(2)));
        Assert.Equal(TestProfile.Started(0).Time, runs.FindStart(TestProfile.RunId(0))!.Time);
        Assert.Equal(LedgerEntryType.RunStarted, runs.FindStart(TestProfile.RunId(1))!.Type);
        Assert.Null(runs.FindStart(TestProfile.RunId(2)));
    }

    [Fact]
    public void A_start_is_found_behind_the_end_whichever_is_asked_for_first()
    {
        profile.Run();
        profile.Run();
        var startFirst = new LedgerRuns(profile.Log);
        var endFirst = new LedgerRuns(profile.Log);

        Assert.Equal(LedgerEntryType.RunStarted, startFirst.FindStart(TestProfile.RunId(0))!.Type);
        Assert.Equal(1, startFirst.Find(TestProfile.RunId(0))!.Value.Entry.Index);
        Assert.Equal(3, endFirst.Find(TestProfile.RunId(1))!.Value.Entry.Index);
        Assert.Equal(LedgerEntryType.RunStarted, endFirst.FindStart(TestProfile.RunId(1))!.Type);
    }

    [Fact]
    public void What_was_appended_since_is_found_in_the_log_that_holds_it()
    {
        profile.Append(1);
        var runs = new LedgerRuns(profile.Log);
        Assert.Equal((1L, 0L), (runs.Find(TestProfile.RunId(0))!.Value.View.Size, runs.Find(TestProfile.RunId(0))!.Value.Entry.Index));

        profile.Log.Append(LedgerEntry.RunAbandoned(TestProfile.RunId(0), "daily", DateTimeOffset.UnixEpoch, null));
        profile.Append(1);

        (LedgerView view, RecordedEntry entry) = runs.Find(TestProfile.RunId(0))!.Value;
        Assert.Equal((3L, 1L), (view.Size, entry.Index));
        Assert.Equal(2, runs.Find(TestProfile.RunId(1))!.Value.Entry.Index);
    }

    [Fact]
    public void Of_a_run_that_ended_twice_the_newest_end_is_taken()
    {
        profile.Run();
        profile.Log.Append(LedgerEntry.RunAbandoned(TestProfile.RunId(0), "daily", DateTimeOffset.UnixEpoch, null));

        var runs = new LedgerRuns(profile.Log);

        Assert.Null(runs.Find(TestProfile.RunId(9)));
        Assert.Equal(2, runs.Find(TestProfile.RunId(0))!.Value.Entry.Index);
    }
}
