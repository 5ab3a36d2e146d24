using System.Collections;
using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Processes;

namespace AuditGraph.Core.Git;

/// <summary>Runs the <c>git</c> command in a folder.</summary>
/// <param name="folder">The folder.</param>
/// <remarks>
/// The repository may come from a stranger. Only commands that read are run, and nothing that a repository can
/// configure to be run is: no hooks, no file system monitor, no filters or text conversions (no command that would use
/// them), no replaced objects, and no fetching of what is missing, which would start what <c>core.sshCommand</c> or
/// <c>remote.*.uploadpack</c> name. Git before 2.39.4 does not know <c>GIT_NO_LAZY_FETCH</c>; there it is
/// <c>GIT_ALLOW_PROTOCOL</c> that stops a fetch before it starts anything.
/// </remarks>
internal sealed class GitProgram(string folder)
{
    private const int LongestAnswer = 1 << 30;

    private static readonly string[] SafeOptions =
    [
        "--no-replace-objects", "--no-pager", "--literal-pathspecs",
        "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never",
    ];

    // What a surrounding git process says of its own repository must not be taken for this one's: the variables that
    // 'git rev-parse --local-env-vars' names, except GIT_CONFIG_COUNT, which users set, and those for path patterns.
    private static readonly string[] OfAnotherRepository =
    [
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_CONFIG", "GIT_CONFIG_PARAMETERS", "GIT_DIR",
        "GIT_GLOB_PATHSPECS", "GIT_GRAFT_FILE", "GIT_ICASE_PATHSPECS", "GIT_IMPLICIT_WORK_TREE", "GIT_INDEX_FILE",
        "GIT_INDEX_VERSION", "GIT_INTERNAL_SUPER_PREFIX", "GIT_LITERAL_PATHSPECS", "GIT_NAMESPACE", "GIT_NOGLOB_PATHSPECS",
        "GIT_NO_REPLACE_OBJECTS", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_QUARANTINE_PATH", "GIT_REPLACE_REF_BASE",
        "GIT_SHALLOW_FILE", "GIT_WORK_TREE",
    ];

    /// <summary>What a command writes.</summary>
    /// <exception cref="AuditRunException">One of <see cref="GitErrors"/>: it cannot be run, or fails.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public byte[] Ask(string[] arguments, CancellationToken cancellation)
    {
        GitAnswer answer = Try(arguments, cancellation);
        return answer.Code == 0 ? answer.Output : throw Failure(arguments[0], answer.Error);
    }

    /// <summary>How a command ends and what it writes, which is for the caller to judge.</summary>
    /// <exception cref="AuditRunException">One of <see cref="GitErrors"/>: it cannot be run.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public GitAnswer Try(string[] arguments, CancellationToken cancellation)
    {
        try
        {
            ProcessExit exit = ChildProcess.Run(Request(arguments, default), LongestAnswer, out byte[] output, cancellation);
            return new GitAnswer(exit.Code, output, Encoding.UTF8.GetString(exit.Error));
        }
        catch (IOException failure)
        {
            throw Failure(arguments[0], failure.Message, failure);
        }
    }

    /// <summary>Starts a command that is asked much and answers as it goes.</summary>
    /// <exception cref="AuditRunException">One of <see cref="GitErrors"/>: it cannot be run.</exception>
    public ChildProcess Start(string[] arguments, ReadOnlyMemory<byte> questions, CancellationToken cancellation)
    {
        try
        {
            return ChildProcess.Start(Request(arguments, questions), cancellation);
        }
        catch (IOException failure)
        {
            throw Failure(arguments[0], failure.Message, failure);
        }
    }

    /// <summary>An error of git's, in its own words.</summary>
    /// <param name="command">The command.</param>
    /// <param name="complaint">What it wrote to its standard error.</param>
    /// <param name="cause">The error beneath, or null.</param>
    public AuditRunException Failure(string command, string complaint, Exception? cause = null)
    {
        AuditErrorDescriptor kind = complaint switch
        {
            _ when complaint.Contains("dubious ownership", StringComparison.Ordinal) => GitErrors.GitRefused,
            _ when complaint.Contains("Expected git repo version", StringComparison.Ordinal)
                || complaint.Contains("unknown repository extension", StringComparison.Ordinal) => GitErrors.GitFormatUnknown,
            _ when complaint.Contains("from promisor remote", StringComparison.Ordinal) => GitErrors.GitObjectMissing,
            _ => RunErrors.GitFailed,
        };
        string words = string.Join(' ', complaint.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return new AuditRunException(kind, $"'git {command}' failed in '{DisplayText.Escape(folder)}': {DisplayText.Escape(words)}", cause)
        {
            Target = folder,
        };
    }

    private ProcessRequest Request(string[] arguments, ReadOnlyMemory<byte> questions)
    {
        Dictionary<string, string> environment = Variables();
        string program = ProgramSearch.Find("git", environment.GetValueOrDefault("PATH"))
            ?? throw new AuditRunException(
                GitErrors.GitMissing, $"'{DisplayText.Escape(folder)}' is in a git repository, and there is no git command to ask about it.")
            {
                Target = folder,
            };
        return new ProcessRequest
        {
            Program = program,
            Arguments = [.. SafeOptions, .. arguments],
            Environment = environment,
            WorkingFolder = folder,
            Input = questions,
        };
    }

    private static Dictionary<string, string> Variables()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            variables[(string)variable.Key] = (string)variable.Value!;
        }

        foreach (string name in OfAnotherRepository)
        {
            variables.Remove(name);
        }

        variables["GIT_OPTIONAL_LOCKS"] = "0";
        variables["GIT_NO_LAZY_FETCH"] = "1";
        variables["GIT_ALLOW_PROTOCOL"] = "none";
        variables["GIT_TERMINAL_PROMPT"] = "0";
        variables["LC_ALL"] = "C";
        return variables;
    }
}
