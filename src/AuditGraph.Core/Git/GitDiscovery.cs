using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Native;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Git;

/// <summary>Finds the repository around a folder, and tells apart that there is none and that git cannot say.</summary>
internal static class GitDiscovery
{
    private const string CeilingsVariable = "GIT_CEILING_DIRECTORIES";

    /// <summary>Where a folder is in a work tree; null where it is in none.</summary>
    /// <exception cref="AuditRunException">One of <see cref="GitErrors"/>.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static GitLocation? Find(string folder, CancellationToken cancellation)
    {
        var program = new GitProgram(folder);
        string? sign = FindSign(folder);
        GitAnswer answer;
        try
        {
            answer = program.Try(
                ["rev-parse", "--is-inside-work-tree", "--is-inside-git-dir", "--is-shallow-repository", "--git-common-dir"], cancellation);
        }
        catch (AuditRunException missing) when (missing.Descriptor == GitErrors.GitMissing && sign is null)
        {
            return null;
        }

        if (answer.Code != 0)
        {
            bool isNone = answer.Error.Contains("not a git repository (or any", StringComparison.Ordinal);
            return !isNone ? throw program.Failure("rev-parse", answer.Error)
                : sign is null || answer.Error.Contains("mount point", StringComparison.Ordinal) ? null
                : throw Elsewhere(folder, sign);
        }

        string[] lines = answer.Text.Split('\n', 4);
        if (lines[0] != "true")
        {
            return lines[1] == "true" || sign is null ? null : throw Elsewhere(folder, sign);
        }

        GitAnswer way = program.Try(["rev-parse", "--show-cdup"], cancellation);
        return way.Code == 0
            ? new GitLocation(folder, way.Text.Length / "../".Length, Path.GetFullPath(lines[3], folder), lines[2] == "true")
            : throw program.Failure("rev-parse", way.Error);
    }

    // A '.git' that git finds or should find. Above what the user bars git from looking into, it should not; an empty
    // folder of that name is nothing.
    private static string? FindSign(string folder)
    {
        bool isBarred = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(CeilingsVariable));
        for (string? at = folder; at is not null; at = isBarred ? null : Path.GetDirectoryName(at))
        {
            string sign = Path.Join(at, ".git");
            if (IsSign(sign))
            {
                return sign;
            }
        }

        return null;
    }

    private static bool IsSign(string path)
    {
        try
        {
            FileType kind = RegularFile.KindOf(path);
            return kind == FileType.Directory ? PlainFolder.List(path).Count > 0 : kind is FileType.File or FileType.Link;
        }
        catch (IOException)
        {
            // It may not be looked into, so git may have something to say of it.
            return true;
        }
    }

    private static AuditRunException Elsewhere(string folder, string sign) => new(
        GitErrors.GitWorkTreeElsewhere,
        $"There is '{DisplayText.Escape(sign)}', yet git says that '{DisplayText.Escape(folder)}' is in no work tree of a repository.")
    {
        Target = sign,
    };
}
