using AuditGraph.Core.Canonical;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Ledger;

/// <summary>Outputs are put in place after their entry is in the log, and others may be at work meanwhile.</summary>
public sealed class LatestOutputTests : IDisposable
{
    private const string OutputPath = "exports/reports/daily.md";

    private readonly TestProfile profile = new();

    private readonly ProblemList problems;

    public LatestOutputTests()
    {
        problems = new ProblemList(profile.Paths);
        profile.Run();
    }

    private string Output => Path.Join(profile.Paths.Root, OutputPath);

    public void Dispose() => profile.Dispose();

    [Fact]
    public void One_that_waits_beside_its_place_is_not_lost()
    {
        File.Move(Output, AtomicFile.TemporaryPathOf(Output, TestProfile.RunId(0)));

        AuditLedgerProblem problem = Assert.Single(profile.Verify().Problems);

        Assert.Equal("OutputNotInPlace", problem.Name);
        Assert.Equal(DiagnosticSeverity.Warning, problem.Severity);
        Assert.Equal(OutputPath, problem.Path);
    }

    [Fact]
    public void Another_content_that_waits_beside_its_place_does_not_stand_for_it()
    {
        File.Delete(Output);
        TestProfile.Write(AtomicFile.TemporaryPathOf(Output, TestProfile.RunId(0)), "another");

        Assert.Equal("OutputMissing", Assert.Single(profile.Verify().Problems).Name);
    }

    [Fact]
    public void One_whose_process_is_at_work_is_waited_for()
    {
        File.Delete(Output);
        using FileLock? held = FileLock.TryAcquire(new Disk(), profile.Paths.LockOfRun(TestProfile.RunId(0)));

        Assert.Empty(profile.Verify().Problems);
    }

    [Fact]
    public void What_was_recorded_anew_meanwhile_is_judged_by_its_new_entry()
    {
        OutputVerification outputs = Started();
        File.WriteAllText(Output, "new");

        outputs.Compare(() => [Finished(1, "new")], TestContext.Current.CancellationToken);

        Assert.Empty(problems.Items);
    }

    [Fact]
    public void One_that_was_put_in_place_just_now_is_seen_at_the_second_look()
    {
        OutputVerification outputs = Started();
        byte[] content = File.ReadAllBytes(Output);
        File.Delete(Output);

        outputs.Compare(
            () =>
            {
                File.WriteAllBytes(Output, content);
                return [];
            },
            TestContext.Current.CancellationToken);

        Assert.Empty(problems.Items);
    }

    [Fact]
    public void Others_who_record_it_anew_all_the_time_do_not_keep_a_verification_from_its_end()
    {
        OutputVerification outputs = Started();
        File.WriteAllText(Output, "never recorded");
        int number = 0;

        outputs.Compare(() => [Finished(++number, $"{number}")], TestContext.Current.CancellationToken);

        Assert.Equal(20, number);
        Assert.Empty(problems.Items);
    }

    [Fact]
    public void Comparing_can_be_cancelled() =>
        Assert.Throws<OperationCanceledException>(() => Started().Compare(() => [], new CancellationToken(canceled: true)));

    private OutputVerification Started()
    {
        var outputs = new OutputVerification(profile.Paths, problems);
        outputs.Take(profile.Open().ReadEntry(0).Entry);
        outputs.Take(profile.Open().ReadEntry(1).Entry);
        return outputs;
    }

    private static LedgerEntry Finished(int number, string output) => LedgerEntry.RunFinished(
        TestProfile.RunId(number), "daily", DateTimeOffset.UnixEpoch, AuditRunStatus.Ok, ContentHash.Of([]),
        new RecordedOutput(OutputPath, ContentHash.Of(System.Text.Encoding.UTF8.GetBytes(output))));
}
