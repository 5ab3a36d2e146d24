using System.Diagnostics;
using System.Globalization;
using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Git;

/// <summary>What the <c>git</c> command tells of the repository around a workspace.</summary>
/// <param name="root">The workspace's root: the top of the work tree, or a folder in it.</param>
/// <remarks>
/// Nothing that the repository configures is run: no hooks, no file system monitor, no replaced objects, no fetching
/// of missing ones.
/// </remarks>
internal sealed class GitRepository(string root)
{
    private static readonly string[] SafeOptions =
        ["--no-replace-objects", "--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"];

    /// <summary>Whether the workspace lies in a git work tree and git can be run.</summary>
    public bool Exists() => TryAsk(["rev-parse", "--is-inside-work-tree"])?.Trim() == "true";

    /// <summary>The id of the commit that a revision names.</summary>
    /// <exception cref="AuditRunException"><c>BaselineNotFound</c>: it names none.</exception>
    public string ResolveCommit(string revision) =>
        TryAsk(["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"])?.Trim()
        ?? throw new AuditRunException(
            RunErrors.BaselineNotFound,
            $"The git revision '{DisplayText.Escape(revision)}' names no commit of the repository around '{DisplayText.Escape(root)}'.")
        {
            Target = revision,
        };

    /// <summary>The id of the last commit of the current branch at or before a moment, or null.</summary>
    public string? FindCommitBefore(DateTimeOffset moment)
    {
        string seconds = moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        string? id = TryAsk(["rev-list", "--max-count=1", $"--min-age={seconds}", "HEAD", "--"])?.Trim();
        return id is { Length: > 0 } ? id : null;
    }

    /// <summary>The files of a commit below the workspace's root, with the SHA-256 of their content.</summary>
    /// <param name="commit">The commit's id.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="AuditRunException"><c>GitFailed</c>: git reported an error.</exception>
    public IReadOnlyList<GitFile> ReadFiles(string commit, CancellationToken cancellation)
    {
        using Process listing = Start(["ls-tree", "-r", "-z", commit]);
        using var bytes = new MemoryStream();
        listing.StandardOutput.BaseStream.CopyTo(bytes);
        Finish(listing, "ls-tree");
        return ReadContents([.. GitTreeEntry.ParseAll(bytes.ToArray())], cancellation);
    }

    private List<GitFile> ReadContents(List<GitTreeEntry> entries, CancellationToken cancellation)
    {
        using Process contents = Start(["cat-file", "--batch", "--buffer"]);
        using CancellationTokenRegistration stop = cancellation.Register(() => Stop(contents));

        // git answers while it is still being asked; asking from here alone would fill both pipes.
        var asking = Task.Run(
            () =>
            {
                using StreamWriter questions = contents.StandardInput;
                foreach (GitTreeEntry entry in entries)
                {
                    questions.Write(entry.ObjectId);
                    questions.Write('\n');
                }
            },
            CancellationToken.None);
        try
        {
            var answers = new GitBatchReader(contents.StandardOutput.BaseStream);
            var files = new List<GitFile>(entries.Count);
            foreach (GitTreeEntry entry in entries)
            {
                using MemoryStream? target = entry.IsLink ? new MemoryStream() : null;
                (long size, ContentHash hash) = answers.ReadNext(entry.ObjectId, target);
                files.Add(new GitFile(entry.Path, entry.IsExecutable, target?.ToArray(), size, hash));
            }

            asking.GetAwaiter().GetResult();
            Finish(contents, "cat-file");
            return files;
        }
        catch (IOException failure)
        {
            Stop(contents);
            cancellation.ThrowIfCancellationRequested();
            throw Failed("cat-file", failure.Message, failure);
        }
    }

    private string? TryAsk(string[] arguments)
    {
        try
        {
            using Process process = Start(arguments);
            string answer = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? answer : null;
        }
        catch (AuditRunException)
        {
            return null;
        }
    }

    private Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = Encoding.ASCII,
        };
        foreach (string argument in (IEnumerable<string>)[.. SafeOptions, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        // What a surrounding git process says of its own repository must not be taken for this one's.
        foreach (string variable in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(variable);
        }

        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        start.Environment["GIT_NO_LAZY_FETCH"] = "1";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["LC_ALL"] = "C";
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw Failed(arguments[0], missing.Message, missing);
        }
    }

    private static void Finish(Process process, string command)
    {
        string complaint = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw Failed(command, complaint.Trim());
        }
    }

    private static void Stop(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    private static AuditRunException Failed(string command, string complaint, Exception? cause = null) =>
        new(RunErrors.GitFailed, $"'git {command}' failed: {DisplayText.Escape(complaint)}", cause);
}
