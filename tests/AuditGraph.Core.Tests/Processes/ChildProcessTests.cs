using System.Text;
using AuditGraph.Core.Processes;

namespace AuditGraph.Core.Tests.Processes;

public sealed class ChildProcessTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Passes_arguments_variables_and_the_folder_on_as_they_are()
    {
        string answer = Shell("printf '%s|%s|%s|%s' \"$1\" \"$2\" \"$V\" \"$(pwd -P)\"", ["a b'\"$x", "é\n"], out ProcessExit exit);

        Assert.Equal($"a b'\"$x|é\n|w=1|{folder.Root}", answer);
        Assert.Equal(0, exit.Code);
    }

    [Theory]
    [InlineData("exit 7", 7)]
    [InlineData("kill -9 $$", 137)]
    [InlineData("kill -15 $$", 143)]
    public void Tells_how_it_ended(string script, int code)
    {
        Shell(script, [], out ProcessExit exit);
        Assert.Equal(code, exit.Code);
    }

    [Fact]
    public void Gives_nothing_to_read_unless_there_is_input() => Assert.Equal("[]", Shell("echo \"[$(cat)]\"", [], out _).Trim());

    [Fact]
    public void Feeds_drains_and_reads_at_once_however_much_there_is()
    {
        byte[] input = new byte[5 << 20];
        new Random(1).NextBytes(input);
        ProcessRequest request = Request("tee /dev/stderr", []) with { Input = input };

        ProcessExit exit = ChildProcess.Run(request, input.Length, out byte[] output, TestContext.Current.CancellationToken);

        Assert.Equal(input, output);
        Assert.Equal(input[..request.KeptErrorBytes], exit.Error);
    }

    [Fact]
    public void Does_not_mind_a_program_that_stops_reading()
    {
        ProcessRequest request = Request("head -c 1 >/dev/null; exec <&-; echo done", []) with { Input = new byte[5 << 20] };
        ProcessExit exit = ChildProcess.Run(request, 100, out byte[] output, TestContext.Current.CancellationToken);
        Assert.Equal(("done\n", 0), (Encoding.UTF8.GetString(output), exit.Code));
    }

    [Theory]
    [InlineData("sleep 1000 & echo $!")]
    [InlineData("(trap '' TERM HUP INT; sleep 1000; sleep 1000) & echo $!")]
    public void Neither_waits_for_nor_leaves_behind_what_holds_its_pipes(string script)
    {
        string answer = Shell(script, [], out ProcessExit exit);

        Assert.Equal(0, exit.Code);
        AssertIsGone(answer.Trim());
    }

    [Fact]
    public void Does_not_wait_for_what_left_its_group_and_goes_on_writing()
    {
        Assert.SkipUnless(ProgramSearch.Find("setsid", "/usr/bin:/bin") is not null, "There is no setsid here.");

        ProcessRequest request = Request(
            "setsid sh -c 'echo y; >written; exec yes' & echo $! >pid; "
                + "until [ -e written ]; do sleep 0.01; done; echo done >&2",
            []);
        ProcessExit exit = ChildProcess.Run(request, int.MaxValue, out byte[] output, TestContext.Current.CancellationToken);

        Assert.Equal("done\n", Encoding.UTF8.GetString(exit.Error));
        Assert.StartsWith("y\n", Encoding.UTF8.GetString(output), StringComparison.Ordinal);
        using var left = System.Diagnostics.Process.GetProcessById(int.Parse(
            File.ReadAllText(folder["pid"]), System.Globalization.CultureInfo.InvariantCulture));
        left.Kill();
    }

    [Theory]
    [InlineData("sleep 1000 & echo $! >pid; wait")]
    [InlineData("trap '' TERM INT; sleep 1000 & echo $! >pid; exec >&- 2>&-; while :; do wait; done")]
    [InlineData("sleep 1000 & echo $! >pid; yes")]
    [InlineData("sleep 1000 & echo $! >pid; yes >&2")]
    public void Cancellation_ends_the_whole_group(string script)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = Task.Run(
            () => ChildProcess.Run(Request(script, []), int.MaxValue, out _, stop.Token), TestContext.Current.CancellationToken);
        while (!File.Exists(folder["pid"]) || new FileInfo(folder["pid"]).Length == 0)
        {
            Thread.Sleep(1);
        }

        stop.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => running.GetAwaiter().GetResult());
        AssertIsGone(File.ReadAllText(folder["pid"]).Trim());
    }

    [Fact]
    public void Stops_a_program_that_writes_more_than_it_may() =>
        Assert.Throws<IOException>(() => ChildProcess.Run(Request("yes", []), 1000, out _, TestContext.Current.CancellationToken));

    [Fact]
    public void Keeps_the_beginning_of_what_a_program_writes_and_counts_the_rest()
    {
        ProcessRequest request = Request("head -c 1073741824 /dev/zero; head -c 100000 /dev/zero >&2; exit 3", []) with
        {
            KeptErrorBytes = 10,
        };

        ProcessOutcome outcome = ChildProcess.Capture(request, 1000, TestContext.Current.CancellationToken);

        Assert.Equal(
            (3, 1000, 1L << 30, 10, 100_000L),
            (outcome.Exit.Code, outcome.Output.Length, outcome.OutputBytes, outcome.Exit.Error.Length, outcome.ErrorBytes));
    }

    [Theory]
    [InlineData("trap 'echo bye; exit 5' TERM; echo >ready; while :; do sleep 0.01; done", 60_000, 5, null, "bye\n")]
    [InlineData("echo >ready; exec sleep 1000", 60_000, 143, 15, "")]
    [InlineData("trap '' TERM; echo >ready; while :; do sleep 0.01; done", 30, 137, 9, "")]
    [InlineData("(trap '' TERM; echo >ready; sleep 1000) & wait", 60_000, 143, 15, "")]
    [InlineData("trap '' TERM; f() { sleep 0.001; f & }; f; echo >ready; while :; do wait; done", 30, 137, 9, "")]
    public async Task One_that_has_a_grace_is_told_to_end_and_killed_when_that_is_over(
        string script, int milliseconds, int code, int? signal, string output)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        ProcessRequest request = Request(script, []) with { Grace = TimeSpan.FromMilliseconds(milliseconds) };
        var running = Task.Run(
            () => ChildProcess.Capture(request, 1000, stop.Token), TestContext.Current.CancellationToken);
        SpinWait.SpinUntil(() => File.Exists(folder["ready"]));

        await stop.CancelAsync();
        ProcessOutcome outcome = await running;

        Assert.Equal(
            (code, signal, output, true),
            (outcome.Exit.Code, outcome.Exit.Signal, Encoding.UTF8.GetString(outcome.Output), outcome.WasTold));
    }

    [Fact]
    public void Says_why_a_program_cannot_be_started()
    {
        ProcessRequest request = Request("", []) with { Program = folder["none"] };
        IOException failure = Assert.Throws<IOException>(() => ChildProcess.Run(request, 1, out _, TestContext.Current.CancellationToken));
        Assert.Contains(folder["none"], failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gives_it_no_terminal_no_descriptors_and_no_ignored_signals()
    {
        Assert.Equal("none", Shell("if (: </dev/tty) 2>/dev/null; then echo terminal; else echo none; fi", [], out _).Trim());
        Assert.SkipUnless(Directory.Exists("/proc/self/fd"), "Only Linux shows a process's descriptors.");
        using FileStream open = File.Open(folder.Write("open", ""), FileMode.Open);
        Assert.DoesNotContain(open.Name, Shell("exec ls -l /proc/self/fd", [], out _), StringComparison.Ordinal);

        // Above the 31 signals of POSIX the C library keeps some for itself.
        string status = Shell("exec cat /proc/self/status", [], out _);
        Assert.Matches("SigBlk:\t[0-9a-f]{8}00000000\n", status);
        Assert.Matches("SigIgn:\t[0-9a-f]{8}[08]0000000\n", status);
    }

    [Fact]
    public void Finds_no_program_by_way_of_the_current_folder()
    {
        string bin = Path.GetDirectoryName(folder.Write("bin/tool", "#!/bin/sh\n"))!;
        folder.Write("plain/tool", "not executable");
        File.SetUnixFileMode(folder["bin/tool"], UnixFileMode.UserRead | UnixFileMode.UserExecute);

        Assert.Equal(folder["bin/tool"], ProgramSearch.Find("tool", $"::relative:.:{folder["plain"]}:{bin}"));
        Assert.Null(ProgramSearch.Find("tool", $"{Path.GetRelativePath(Environment.CurrentDirectory, bin)}:"));
        Assert.Null(ProgramSearch.Find("tool", null));
    }

    private static void AssertIsGone(string process)
    {
        // A killed process that nobody has reaped yet is gone as well.
        string state = $"/proc/{process}/stat";
        Assert.SkipUnless(Directory.Exists("/proc/self"), "Only Linux shows a process's state.");
        for (int attempt = 0; attempt < 1000 && File.Exists(state); attempt++)
        {
            try
            {
                if (File.ReadAllText(state).Split(')')[^1].TrimStart()[0] == 'Z')
                {
                    return;
                }
            }
            catch (IOException)
            {
                return;
            }

            Thread.Sleep(5);
        }

        Assert.False(File.Exists(state), $"process {process} still runs");
    }

    private string Shell(string script, string[] arguments, out ProcessExit exit)
    {
        exit = ChildProcess.Run(Request(script, arguments), 2 << 20, out byte[] output, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(output);
    }

    private ProcessRequest Request(string script, string[] arguments) => new()
    {
        Program = "/bin/sh",
        Arguments = ["-c", script, "sh", .. arguments],
        Environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin", ["V"] = "w=1" },
        WorkingFolder = folder.Root,
    };
}
