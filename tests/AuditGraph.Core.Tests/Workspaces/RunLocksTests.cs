using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Workspaces;

public sealed class RunLocksTests : IDisposable
{
    private static readonly Disk Disk = new();

    private readonly TemporaryFolder folder = new();

    private readonly ProfilePaths paths;

    private readonly RunLocks locks;

    public RunLocksTests()
    {
        paths = new ProfilePaths(folder.Root, "default");
        locks = new RunLocks(paths);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void There_is_no_lock_before_the_first_run()
    {
        Assert.False(locks.IsHeld(Run(1)));
        Assert.Empty(Shown(locks.Read()));
        Assert.Empty(locks.FindLeft());
    }

    [Fact]
    public void The_lock_of_one_run_is_held_while_its_process_holds_it()
    {
        using (Hold(Run(1)))
        {
            Assert.True(locks.IsHeld(Run(1)));
            Assert.False(locks.IsHeld(Run(2)));
            Assert.Equal([$"{Run(1)} True"], Shown(locks.Read()));
            Assert.Empty(locks.FindLeft());
        }

        Assert.False(locks.IsHeld(Run(1)));
        Assert.Equal([$"{Run(1)} False"], Shown(locks.Read()));
        Assert.Equal([(paths.LockOfRun(Run(1)), Run(1))], Left());
    }

    [Fact]
    public void Runs_that_were_announced_together_share_the_lock_of_the_first()
    {
        using (Hold(Run(2), Run(3), Run(1)))
        {
            Assert.Equal([true, true, true, false], Enumerable.Range(1, 4).Select(number => locks.IsHeld(Run(number))));
            Assert.Equal([$"{Run(1)} True", $"{Run(2)} True", $"{Run(3)} True"], Shown(locks.Read()));
        }

        Assert.False(locks.IsHeld(Run(3)));
        Assert.Equal([(paths.LockOfRun(Run(2)), $"{Run(2)} {Run(3)} {Run(1)}")], Left());
    }

    [Fact]
    public void A_run_of_several_locks_is_under_way_while_one_of_them_is_held()
    {
        Hold(Run(1), Run(8), Run(9)).Dispose();
        Hold(Run(2), Run(8)).Dispose();
        using FileLock held = Hold(Run(3), Run(9));

        Assert.Equal(
            [$"{Run(1)} False", $"{Run(2)} False", $"{Run(3)} True", $"{Run(8)} False", $"{Run(9)} True"], Shown(locks.Read()));
        Assert.True(locks.IsHeld(Run(9)));
        Assert.False(locks.IsHeld(Run(8)));
        Assert.Equal([paths.LockOfRun(Run(1)), paths.LockOfRun(Run(2))], Left().Select(left => left.Path));
    }

    [Fact]
    public void What_is_no_list_of_runs_names_the_run_of_the_lock_alone()
    {
        WriteList(1, "no run\n");
        WriteList(2, $"{Run(7)}\nno run\n{Run(7).ToUpperInvariant()[..8]}\n");
        Directory.CreateDirectory(paths.LockOfRun(Run(3)));
        File.CreateSymbolicLink(paths.LockOfRun(Run(4)), paths.LockOfRun(Run(2)));

        Assert.Equal([$"{Run(1)} False", $"{Run(3)} False", $"{Run(4)} False", $"{Run(7)} False"], Shown(locks.Read()));
    }

    [Fact]
    public void A_lock_that_may_not_be_looked_at_is_taken_for_held()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "Root may read everything.");
        Hold(Run(1), Run(2)).Dispose();
        File.SetUnixFileMode(paths.LockOfRun(Run(1)), UnixFileMode.None);

        Assert.Equal([$"{Run(1)} True"], Shown(locks.Read()));
        Assert.Empty(locks.FindLeft());
    }

    [Fact]
    public void What_is_named_otherwise_than_a_lock_of_a_run_is_none()
    {
        folder.Write($".pkg/profiles/default/runs/.pending/{Run(1)}.lock.json", "{}");
        folder.Write($".pkg/profiles/default/runs/.pending/{Run(1)}.md", "");
        folder.Write(".pkg/profiles/default/runs/.pending/other.lock", Run(1));

        Assert.Empty(Shown(locks.Read()));
        Assert.Empty(locks.FindLeft());
        Assert.False(locks.IsHeld(Run(1)));
    }

    private static string Run(int number) => $"01890000-0000-7000-8000-00000000000{number}";

    private static IEnumerable<string> Shown(LockedRuns runs) =>
        runs.Alive.Select(run => $"{run} True").Concat(runs.Dead.Select(run => $"{run} False")).Order(StringComparer.Ordinal);

    private (string Path, string RunIds)[] Left() =>
        [.. locks.FindLeft().Select(left => (left.Path, string.Join(' ', left.RunIds))).OrderBy(left => left.Path, StringComparer.Ordinal)];

    private FileLock Hold(params string[] runIds)
    {
        string path = locks.PathOf(runIds);
        FileLock held = FileLock.TryAcquire(Disk, path)!;
        Disk.Overwrite(path, runIds.Length == 1 ? [] : RunLocks.ListOf(runIds));
        return held;
    }

    private void WriteList(int number, string text) => folder.Write(Path.GetRelativePath(folder.Root, paths.LockOfRun(Run(number))), text);
}
