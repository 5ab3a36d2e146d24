using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace AuditGraph.Cli.Tests;

/// <summary>
/// A workspace that somebody else has prepared: everything in the place of everything that the product opens, and every
/// command over it. No command hangs, touches what is outside, or fails in a way that it does not explain.
/// </summary>
public sealed class HostileWorkspaceTests(HostileWorkspaceTests.Template template) : IClassFixture<HostileWorkspaceTests.Template>
{
    /// <summary>Longer than any command takes on a busy machine; one that waits for a pipe or reads a device never ends.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(2);

    /// <summary>What is put in a place.</summary>
    public enum Thing
    {
        LinkToTheRealThing,
        LinkToAnotherFile,
        LinkToNowhere,
        LinkToItself,
        LinkToADevice,
        Pipe,
        Socket,
        Device,
        Folder,
        FullFolder,
        EmptyFile,
        Noise,
        SparseGiant,
        HardLink,
    }

    public static TheoryData<Thing> Things => [.. Enum.GetValues<Thing>()];

    [Theory]
    [MemberData(nameof(Things))]
    public async Task Nothing_in_any_place_makes_a_command_hang_or_fail_unexplained_or_reach_outside(Thing thing)
    {
        Assert.SkipWhen(thing == Thing.Device && !(Environment.IsPrivilegedProcess && OperatingSystem.IsLinux()), "Only root may make devices.");
        var failures = new List<string>();
        using var folder = TemporaryFolder.InMemory();
        template.CopyTo(folder["outside"]);
        File.WriteAllText(folder["outside/other"], "not yours");
        IReadOnlyList<string> outside = Listing(folder["outside"]);
        foreach (string place in template.Places())
        {
            if (thing == Thing.SparseGiant && place is (".gitignore" or "src"))
            {
                // Part of what is audited, so that it is read to its end.
                continue;
            }

            template.CopyTo(folder["workspace"]);
            Put(thing, folder, place);
            foreach (string[] command in template.Commands())
            {
                CommandLine.Outcome outcome;
                try
                {
                    outcome = await Task.Run(() => CommandLine.Run(folder["workspace"], command), TestContext.Current.CancellationToken)
                        .WaitAsync(Hang, TestContext.Current.CancellationToken);
                }
                catch (TimeoutException)
                {
                    Assert.Fail($"{thing} {place}: {string.Join(' ', command)} hangs");
                    return;
                }

                if (Fault(outcome, command) is { } fault)
                {
                    failures.Add($"{thing} {place}: {string.Join(' ', command)}: {fault}");
                }
            }

            if (!outside.SequenceEqual(Listing(folder["outside"])))
            {
                failures.Add($"{thing} {place}: what is outside was changed");
            }

            Directory.Delete(folder["workspace"], recursive: true);
        }

        Assert.Empty(failures);
    }

    [Theory]
    [InlineData(".pkg")]
    [InlineData(".pkg/profiles")]
    [InlineData(".pkg/profiles/default")]
    [InlineData(".pkg/profiles/default/runs")]
    [InlineData(".pkg/profiles/default/ledger")]
    [InlineData(".pkg/profiles/default/snapshots")]
    [InlineData(".pkg/profiles/default/secrets")]
    [InlineData(".pkg/profiles/default/cache")]
    [InlineData("config")]
    public void A_linked_folder_is_refused_in_the_same_words_by_every_command(string place)
    {
        foreach (string[] command in template.Commands().Where(command => command is not ["jobs", "test", ..]))
        {
            using var folder = TemporaryFolder.InMemory();
            template.CopyTo(folder["workspace"]);
            Directory.CreateDirectory(folder[$"outside/{place}"]);
            Put(Thing.LinkToTheRealThing, folder, place);

            CommandLine.Outcome outcome = CommandLine.Run(folder["workspace"], command);

            Assert.Equal(1, outcome.ExitCode);
            Assert.Contains("AG4040", outcome.Output + outcome.Error, StringComparison.Ordinal);
            Assert.Contains($"'{folder[$"workspace/{place}"]}' is a symbolic link", outcome.Output + outcome.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_root_itself_may_be_reached_through_links()
    {
        using var folder = TemporaryFolder.InMemory();
        template.CopyTo(folder["workspace"]);
        File.CreateSymbolicLink(folder["link"], folder["workspace"]);
        File.CreateSymbolicLink(folder["again"], "link");

        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "jobs", "run", "changed", "--root", "again");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(0, CommandLine.Run(folder["link"], "ledger", "verify").ExitCode);
    }

    [Fact]
    public void Looking_at_the_runs_leaves_the_target_of_a_linked_note_alone()
    {
        using var folder = TemporaryFolder.InMemory();
        template.CopyTo(folder["workspace"]);
        string victim = folder.Write("victim", "precious");
        string pending = folder[$"workspace/.pkg/profiles/default/runs/.pending/{Guid.CreateVersion7()}.lock"];
        Directory.CreateDirectory(Path.GetDirectoryName(pending)!);
        File.WriteAllText(pending, "");
        File.CreateSymbolicLink(folder["workspace/.pkg/profiles/default/lock.json"], victim);

        Assert.Equal(0, CommandLine.Run(folder["workspace"], "runs", "list").ExitCode);
        Assert.Equal(0, CommandLine.Run(folder["workspace"], "jobs", "run", "changed").ExitCode);

        Assert.Equal("precious", File.ReadAllText(victim));
    }

    [Fact]
    public void A_root_whose_own_name_acts_on_terminals_is_shown_escaped_by_every_command()
    {
        const string name = "w\u001b[31m\u009b2J\nerror: forged\u202e\a";
        using var folder = TemporaryFolder.InMemory();
        foreach (string place in (string[])["", ".pkg", "config/jobs.yaml", ".pkg/profiles/default/lock", ".pkg/profiles/default/ledger/checkpoint"])
        {
            template.CopyTo(folder[name]);
            if (place.Length > 0)
            {
                Put(Thing.Pipe, folder[$"{name}/{place}"], folder[name]);
            }

            foreach (string[] command in template.Commands().Append(["jobs", "list", "--root", "missing\u001b]0;x\a"]))
            {
                CommandLine.Outcome outcome = CommandLine.RunOnTerminal(folder[name], [.. command, "--verbose"]);

                Assert.DoesNotContain(outcome.Output + outcome.Error, character => char.IsControl(character) && character != '\n' || character == '\u202e');
                Assert.DoesNotContain(outcome.Error.Split('\n'), line => line.StartsWith("error: forged", StringComparison.Ordinal));
            }

            Directory.Delete(folder[name], recursive: true);
        }
    }

    private static string? Fault(CommandLine.Outcome outcome, string[] command)
    {
        if (outcome.ExitCode is < 0 or > 9)
        {
            return $"exit code {outcome.ExitCode}";
        }

        if (outcome.Output.Contains("nothing foresaw", StringComparison.Ordinal) || outcome.Error.Contains("nothing foresaw", StringComparison.Ordinal))
        {
            return outcome.Output + outcome.Error;
        }

        if (outcome.ExitCode == 0 || command is ["jobs", "test", ..] or ["ledger", "verify"])
        {
            return null;
        }

        if (outcome.Output.Length == 0)
        {
            // For people: what is wrong, and below it what to do.
            string[] lines = outcome.Error.Split('\n');
            int told = Array.FindIndex(lines, line => line.StartsWith("error AG", StringComparison.Ordinal));
            return told >= 0 && lines[told + 1].StartsWith("  ", StringComparison.Ordinal) ? null : $"does not explain itself: {outcome.Error}";
        }

        JsonNode? said = JsonNode.Parse(outcome.Output);
        JsonNode? error = said is JsonObject && said["status"]?.GetValue<string>() == "error" ? said : null;
        return error?["detail"] is not { } detail || error["message"] is null ? null
            : string.IsNullOrWhiteSpace((string?)error["message"]) || string.IsNullOrWhiteSpace((string?)detail["recommendation"]) ? outcome.Output
            : null;
    }

    private static void Put(Thing thing, TemporaryFolder folder, string place) =>
        Put(thing, folder[$"workspace/{place}"], folder["outside"], place);

    private static void Put(Thing thing, string path, string outside, string place = "")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Remove(path);
        switch (thing)
        {
            case Thing.LinkToTheRealThing:
                File.CreateSymbolicLink(path, Path.Join(outside, place));
                break;
            case Thing.LinkToAnotherFile:
                File.CreateSymbolicLink(path, Path.Join(outside, "other"));
                break;
            case Thing.LinkToNowhere:
                File.CreateSymbolicLink(path, Path.Join(outside, "nowhere"));
                break;
            case Thing.LinkToItself:
                File.CreateSymbolicLink(path, path);
                break;
            case Thing.LinkToADevice:
                File.CreateSymbolicLink(path, "/dev/zero");
                break;
            case Thing.Pipe:
                Run("mkfifo", path);
                break;
            case Thing.Socket:
                // A path of a socket is at most 108 bytes, so it is made elsewhere and moved.
                string made = Path.Join(Path.GetTempPath(), $"s{Guid.NewGuid():N}");
                using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
                {
                    socket.Bind(new UnixDomainSocketEndPoint(made));
                    Run("mv", made, path);
                }

                break;
            case Thing.Device:
                Run("mknod", path, "c", "1", "5");
                break;
            case Thing.Folder:
                Directory.CreateDirectory(path);
                break;
            case Thing.FullFolder:
                Directory.CreateDirectory(Path.Join(path, "a/b/c"));
                File.WriteAllText(Path.Join(path, "a/b/c/file"), "content");
                break;
            case Thing.EmptyFile:
                File.WriteAllText(path, "");
                break;
            case Thing.Noise:
                byte[] noise = new byte[4096];
                new Random(1).NextBytes(noise);
                File.WriteAllBytes(path, noise);
                break;
            case Thing.SparseGiant:
                using (FileStream giant = File.Create(path))
                {
                    giant.SetLength(1L << 40);
                }

                break;
            case Thing.HardLink:
                Run("ln", Path.Join(outside, "other"), path);
                break;
        }
    }

    private static void Remove(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
        else
        {
            File.Delete(path);
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private static IReadOnlyList<string> Listing(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => $"{path} {(Directory.Exists(path) ? "" : Convert.ToHexString(File.ReadAllBytes(path)))}")];

    /// <summary>A workspace with two runs, a key and a cache, and the places in it.</summary>
    public sealed class Template : IDisposable
    {
        private readonly TemporaryFolder folder = TemporaryFolder.InMemory();

        public Template()
        {
            folder.Write("config/jobs.yaml", Job.File("last-run"));
            folder.Write("config/pkg.yaml", "active_profile: default\n");
            folder.Write(".gitignore", "*.log\n");
            for (int file = 0; file < 66; file++)
            {
                folder.Write($"src/{file}", $"{file}");
            }

            Assert.Equal(0, CommandLine.Run(folder.Root, "ledger", "init-key").ExitCode);
            folder.Write("src/new", "x");
            FirstRun = (string)CommandLine.Run(folder.Root, "jobs", "run", "changed").Json["run"]!;
            folder.Write("src/new", "y");
            Assert.Equal(0, CommandLine.Run(folder.Root, "jobs", "run", "changed").ExitCode);
        }

        /// <summary>The id of a run.</summary>
        public string FirstRun { get; }

        public void Dispose() => folder.Dispose();

        /// <summary>Copies the workspace.</summary>
        public void CopyTo(string path)
        {
            foreach (string from in Directory.EnumerateFileSystemEntries(folder.Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Prepend(folder.Root))
            {
                string to = Path.Join(path, Path.GetRelativePath(folder.Root, from));
                if (Directory.Exists(from))
                {
                    Directory.CreateDirectory(to, File.GetUnixFileMode(from));
                }
                else
                {
                    File.Copy(from, to);
                }
            }
        }

        /// <summary>Every file and folder that a run made or reads, and those that are there only now and then.</summary>
        public IEnumerable<string> Places()
        {
            string profile = ".pkg/profiles/default";
            return Directory.EnumerateFileSystemEntries(folder.Root, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(folder.Root, path))
                .Where(path => !path.StartsWith("src/", StringComparison.Ordinal))
                .Concat(
                [
                    "config/jobs.yml", "config/jobs.json", $"{profile}/lock.json", $"{profile}/secrets/ledger-key.pending.pem",
                    $"{profile}/runs/.pending/{FirstRun}.lock", $"{profile}/runs/.pending/{FirstRun}.lock.json",
                    $"{profile}/runs/.pending/{FirstRun}", $"{profile}/runs/.pending/{FirstRun}/run.json",
                    $"{profile}/runs/0198c0de-0000-7000-8000-000000000000", $"{profile}/ledger/tile/entries/000", $"{profile}/ledger/tile/0/000",
                    $"{profile}/ledger/tile/0/000.p/200", $"{profile}/ledger/aside", $"{profile}/ledger/.checkpoint.tmp-1",
                    $"{profile}/snapshots/0198c0de-0000-7000-8000-000000000000.snapshot",
                    $"{profile}/snapshots/0198c0de-0000-7000-8000-000000000000.nodes", $"{profile}/snapshots/.x.tmp-1", $"{profile}/cache/stat-x.index",
                ])
                .Distinct()
                .Order(StringComparer.Ordinal);
        }

        /// <summary>Every command that opens something.</summary>
        public IEnumerable<string[]> Commands() =>
        [
            ["jobs", "list"],
            ["jobs", "test"],
            ["jobs", "test", "--fix"],
            ["jobs", "run", "changed"],
            ["runs", "list"],
            ["ledger", "verify"],
            ["ledger", "proof", FirstRun],
            ["ledger", "init-key"],
            ["snapshots", "remove", "--before", "2100-01-01"],
        ];
    }
}
