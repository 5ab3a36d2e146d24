using System.Diagnostics;
using System.Globalization;
using AuditGraph.Core.Ledger;

namespace AuditGraph.Bench.Ledger;

/// <summary>
/// Measures what evidence costs: <c>dotnet run -c Release --project bench/ledger</c>. Prints medians and ratios; on a
/// machine that does other work, measure again.
/// </summary>
internal static class Program
{
    private const int Appends = 200;

    private const int VerifiedRuns = 10_000;

    private const int ListedRuns = 100_000;

    private static void Main()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        Console.WriteLine($"{Environment.ProcessorCount} processors, {Environment.OSVersion}, temporary files in {Path.GetTempPath()}");
        MeasureAppend(signed: false);
        MeasureAppend(signed: true);
        MeasureVerify();
        MeasureList();
    }

    private static void MeasureAppend(bool signed)
    {
        using var workspace = new BenchWorkspace();
        string repository = Path.Join(workspace.Paths.Root, "repository");
        Git("init", "--quiet", repository);
        Action commit = () => Git(
            "-C", repository, "-c", "user.name=bench", "-c", "user.email=bench@localhost", "commit", "--quiet", "--allow-empty", "-m", "bench");
        Action append = () => workspace.Log.Append(BenchWorkspace.Start());
        append();
        commit();
        if (signed)
        {
            workspace.Log.InitializeKey();
        }

        // One after the other by turns, so that what else the machine does falls on both.
        var appends = new double[Appends];
        var commits = new double[Appends];
        for (int turn = 0; turn < Appends; turn++)
        {
            appends[turn] = Time(append);
            commits[turn] = Time(commit);
        }

        string kind = signed ? "signed" : "unsigned";
        Console.WriteLine($"append, {kind}: median {Median(appends):0.00} ms, 95th percentile {appends.Order().ElementAt(Appends * 95 / 100):0.00} ms (of {Appends}; limit 15 ms)");
        Console.WriteLine($"git commit --allow-empty: median {Median(commits):0.00} ms, a process each (append / commit = {Median(appends) / Median(commits):0.00})");
    }

    private static void MeasureVerify()
    {
        using var workspace = new BenchWorkspace();
        workspace.Fill(VerifiedRuns, withRecords: true);
        double[] times = Repeat(5, () =>
        {
            AuditLedgerVerification result = new LedgerVerifier(workspace.Paths).Verify(new());
            if (!result.IsValid || result.Runs != VerifiedRuns)
            {
                throw new InvalidOperationException(result.Problems.ToString());
            }
        });
        Console.WriteLine($"verify {VerifiedRuns:N0} runs with their records: median {Median(times):0} ms (limit 2000 ms)");
        long ledger = Directory.EnumerateFiles(workspace.Paths.Ledger, "*", SearchOption.AllDirectories).Sum(path => new FileInfo(path).Length);
        Console.WriteLine($"disk: {ledger / (double)VerifiedRuns:0} bytes of ledger per run, without its record");
    }

    private static void MeasureList()
    {
        using var workspace = new BenchWorkspace();
        workspace.Fill(ListedRuns, withRecords: false);
        double[] times = Repeat(11, () =>
        {
            LedgerView view = LedgerView.TryOpen(workspace.Paths.Ledger)!;
            if (view.ReadBackwards().Where(read => read.Entry.Type == LedgerEntryType.RunFinished).Take(20).Count() != 20)
            {
                throw new InvalidOperationException("There are not twenty runs.");
            }
        });
        Console.WriteLine($"last 20 of {ListedRuns:N0} runs, entries only: median {Median(times):0.00} ms, first {times[0]:0.00} ms");
    }

    private static double[] Repeat(int count, Action work) => [.. Enumerable.Range(0, count).Select(_ => Time(work))];

    private static double Time(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(double[] times) => times.Order().ElementAt(times.Length / 2);

    private static void Git(params string[] arguments)
    {
        using Process git = Process.Start("git", arguments);
        git.WaitForExit();
        if (git.ExitCode != 0)
        {
            throw new InvalidOperationException($"git ended with {git.ExitCode}.");
        }
    }
}
