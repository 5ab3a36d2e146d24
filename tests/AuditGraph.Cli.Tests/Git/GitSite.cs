using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace AuditGraph.Cli.Tests.Git;

/// <summary>A workspace in a git repository of its own, with git itself beside it.</summary>
internal sealed class GitSite : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public GitSite()
    {
        try
        {
            Git("init", "-q", "-b", "main", ".");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("There is no git on this machine.");
        }

        Git("config", "user.name", "A Tester");
        Git("config", "user.email", "tester@example.org");
        Git("config", "protocol.file.allow", "always");
    }

    /// <summary>The workspace's root.</summary>
    public string Root => this["site"];

    /// <summary>Something outside the workspace.</summary>
    public string this[string relative] => folder[relative];

    public void Dispose()
    {
        // The base library cannot delete names that are not UTF-8.
        Shell("chmod -R u+rwX .; rm -rf * .[!.]*");
        folder.Dispose();
    }

    /// <summary>Runs a shell script in the workspace.</summary>
    public string Shell(string script)
    {
        Directory.CreateDirectory(Root);
        return Run("/bin/sh", ["-ec", script]);
    }

    /// <summary>Runs git in the workspace.</summary>
    public string Git(params string[] arguments)
    {
        Directory.CreateDirectory(Root);
        return Run("git", arguments);
    }

    /// <summary>Commits all there is.</summary>
    public void Commit(string date = "2020-01-01T00:00:00Z") => Shell($"git add -A; GIT_COMMITTER_DATE={date} git commit -qm1 --allow-empty");

    /// <summary>What a run reports: <c>kind path</c> for each change but that of the job file.</summary>
    public string[] Changes(string since, string extra = "", string root = "") =>
        [.. Report(since, extra, root)["changes"]!.AsArray()
            .Select(change => $"{change!["kind"]} {change["path"]}")
            .Where(change => !change.EndsWith(" config/jobs.yaml", StringComparison.Ordinal))];

    /// <summary>The report of a run.</summary>
    public JsonNode Report(string since, string extra = "", string root = "")
    {
        CommandLine.Outcome outcome = Try(since, extra, root);
        Assert.True(outcome.ExitCode == 0, outcome.Output);
        return JsonNode.Parse(File.ReadAllBytes(Path.Join(Root, root, "exports/reports/changed.json")))!;
    }

    /// <summary>The notes of a report, as one text.</summary>
    public static string Notes(JsonNode report) => string.Join('\n', report["coverage"]!["notes"]!.AsArray().Select(note => (string?)note));

    /// <summary>The error of a run that fails.</summary>
    public JsonNode Failure(string since, string extra = "")
    {
        CommandLine.Outcome outcome = Try(since, extra);
        Assert.Equal(ExitCode.Failure, outcome.ExitCode);
        return outcome.Json;
    }

    /// <summary>How a run goes.</summary>
    public CommandLine.Outcome Try(string since, string extra = "", string root = "")
    {
        WriteJob(since, extra, root);
        return CommandLine.Run(Path.Join(Root, root), "jobs", "run", "changed", "--root", Path.Join(Root, root));
    }

    /// <summary>How a run goes in a process of its own, with variables as given.</summary>
    public CommandLine.Outcome TryWith(string since, string extra, params (string Name, string? Value)[] variables)
    {
        WriteJob(since, extra, "");
        using Process process = CommandLine.Start(Root, variables, "jobs", "run", "changed", "--root", Root);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CommandLine.Outcome(process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    /// <summary>Writes the job that the others run.</summary>
    public void WriteJob(string since, string extra, string root = "")
    {
        string path = Path.Join(Root, root, "config/jobs.yaml");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, Job.File($"'{since}'", extra: extra));
    }

    private string Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, string.Create(CultureInfo.InvariantCulture, $"{process.ExitCode}: {error.GetAwaiter().GetResult()}"));
        return output;
    }
}
