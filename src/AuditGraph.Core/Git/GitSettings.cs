using System.Text;

namespace AuditGraph.Core.Git;

/// <summary>What git is configured to make of the work tree's files.</summary>
/// <param name="FileMode">Whether it looks at the executable bit (<c>core.fileMode</c>).</param>
/// <param name="SymbolicLinks">Whether it makes links; otherwise they are files that hold the target (<c>core.symlinks</c>).</param>
/// <param name="IgnoreCase">Whether it takes names that differ in case alone for the same (<c>core.ignoreCase</c>).</param>
/// <param name="ExcludesFile">The user's own ignore file, or null where none is configured (<c>core.excludesFile</c>).</param>
internal sealed record GitSettings(bool FileMode, bool SymbolicLinks, bool IgnoreCase, string? ExcludesFile)
{
    /// <summary>Asks git.</summary>
    /// <exception cref="AuditRunException">One of <see cref="Errors.GitErrors"/>.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static GitSettings Read(GitProgram program, CancellationToken cancellation)
    {
        GitAnswer answer = program.Try(
            ["config", "-z", "--type=bool", "--get-regexp", @"^core\.(filemode|symlinks|ignorecase)$"], cancellation);
        GitAnswer excludes = program.Try(["config", "-z", "--type=path", "--get", "core.excludesFile"], cancellation);
        const int nothingSet = 1;
        foreach (GitAnswer each in (GitAnswer[])[answer, excludes])
        {
            if (each.Code is not (0 or nothingSet))
            {
                throw program.Failure("config", each.Error);
            }
        }

        // Where a name is set more than once, the last one counts.
        string[] lines = Encoding.UTF8.GetString(answer.Output).Split('\0');
        bool Get(string name, bool unset) =>
            lines.LastOrDefault(line => line.StartsWith(name + "\n", StringComparison.Ordinal)) is { } line
                ? line.EndsWith("\ntrue", StringComparison.Ordinal)
                : unset;
        return new GitSettings(
            Get("core.filemode", unset: true),
            Get("core.symlinks", unset: true),
            Get("core.ignorecase", unset: false),
            excludes.Code == 0 ? Encoding.UTF8.GetString(excludes.Output).TrimEnd('\0') : null);
    }
}
