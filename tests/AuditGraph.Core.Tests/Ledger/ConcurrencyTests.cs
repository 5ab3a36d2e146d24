using System.Diagnostics;
using AuditGraph.Core.Ledger;

namespace AuditGraph.Core.Tests.Ledger;

public sealed class ConcurrencyTests : IDisposable
{
    private readonly TestProfile profile = new();

    public void Dispose() => profile.Dispose();

    [Fact]
    public void Eight_processes_append_to_one_tree_while_others_read_and_verify()
    {
        const int processes = 8;
        const int appends = 50;
        profile.Append(1);
        Process[] running = [.. Enumerable.Range(0, processes).Select(_ => Harness.Start(["append", profile.Paths.Root, $"{appends}"]))];
        while (running.Any(process => !process.HasExited))
        {
            LedgerView view = profile.Open();
            Assert.Equal(Math.Min(20, view.Size), view.ReadBackwards().Take(20).Count());
            Assert.DoesNotContain(profile.Verify().Problems, problem => problem.Severity == DiagnosticSeverity.Error);
            Thread.Sleep(20);
        }

        foreach (Process process in running)
        {
            Assert.Equal(0, process.ExitCode);
            process.Dispose();
        }

        Assert.Equal(1 + (processes * appends), profile.Verify().Size);
        Assert.True(profile.Verify().IsValid);
        Assert.Equal(1 + (processes * appends), profile.Open().ReadBackwards().Select(read => read.Entry.Run).Distinct().Count());
        Assert.False(Directory.Exists(Path.Join(profile.Paths.Ledger, "aside")));
    }

    [Fact]
    public void What_is_appended_can_depend_on_what_the_log_holds_without_a_race()
    {
        Parallel.For(0, 8, _ => profile.Log.Append(
            view => view.Size < 3 ? [TestProfile.Started((int)view.Size)] : [], TestContext.Current.CancellationToken));
        Assert.Equal(3, profile.Open().Size);
    }
}
