using AuditGraph.Core.Actions;
using AuditGraph.Core.Actions.CheckRuns;

namespace AuditGraph.Core.Tests.Actions;

/// <summary>Which runs of a job count, by the order of the ledger and by the clock.</summary>
public sealed class RunStandingTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Runs, the one that ended last first: when each began in minutes from now, and how it ended; and those that count
    /// as the last good one, the last one and the impossible one, by their positions.
    /// </summary>
    public static TheoryData<string, int?, int?, int?> Cases => new()
    {
        { "", null, null, null },
        { "-5 Ok", 0, 0, null },
        { "-5 Ok, -1 Ok", 0, 0, null },
        { "-5 Failed, -9 Ok", 1, 0, null },
        { "-5 Blocked, -6 Skipped, -9 Abandoned", null, 0, null },
        { "-1 Pending, -9 Ok", 1, 1, null },
        { "5 Ok, -9 Ok", 1, 1, 0 },
        { "5 Ok", null, null, 0 },
        { "-9 Ok, 5 Ok", 0, 0, null },
        { "9 Failed, 5 Ok, -9 Failed", null, 2, 0 },
        { "0 Ok", 0, 0, null },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_last_good_run_counts_and_none_that_is_yet_to_come(
        string told, int? good, int? last, int? impossible)
    {
        AuditJobRun[] runs = Read(told, "job");

        RunStanding standing = Find(runs, Now)["job"];

        Assert.Equal(
            [good, last, impossible],
            ((AuditJobRun?[])[standing.Good, standing.Last, standing.Impossible]).Select(run => PositionOf(runs, run)));
    }

    [Fact]
    public void What_began_after_the_moment_that_is_asked_about_is_left_out()
    {
        AuditJobRun[] runs = Read("-5 Failed, -20 Ok", "job");

        RunStanding standing = Find(runs, Now.AddMinutes(-10))["job"];

        Assert.Equal((1, 1), (PositionOf(runs, standing.Good), PositionOf(runs, standing.Last)));
    }

    [Fact]
    public void No_more_is_read_than_it_takes()
    {
        var read = new List<string>();
        var history = new History([.. Read("-1 Ok, -2 Ok", "a"), .. Read("-3 Failed, -4 Ok, -5 Ok", "b")], read);

        RunStanding.Find(history, ["a", "b"], Now, Now, TestContext.Current.CancellationToken);

        Assert.Equal(["a -1", "b -3", "b -4"], read);
    }

    private static IReadOnlyDictionary<string, RunStanding> Find(AuditJobRun[] runs, DateTimeOffset asOf) =>
        RunStanding.Find(new History(runs, []), ["job", "other"], asOf, Now, TestContext.Current.CancellationToken);

    private static AuditJobRun[] Read(string told, string job) =>
    [
        .. told.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select((text, index) => new AuditJobRun
        {
            Id = $"{index}",
            Job = job,
            Status = Enum.Parse<AuditRunStatus>(text.Split(' ')[1]),
            StartedAt = Now.AddMinutes(
                int.Parse(text.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)),
            Root = "/",
        }),
    ];

    private static int? PositionOf(AuditJobRun[] runs, AuditJobRun? run) =>
        run is null ? null : Array.IndexOf(runs, run);

    private sealed class History(AuditJobRun[] runs, List<string> read) : IRecordedRuns
    {
        public IEnumerable<AuditJobRun> NewestFirst(Func<string, bool> job)
        {
            foreach (AuditJobRun run in runs)
            {
                if (job(run.Job))
                {
                    read.Add(FormattableString.Invariant($"{run.Job} {(run.StartedAt - Now).TotalMinutes}"));
                    yield return run;
                }
            }
        }
    }
}
