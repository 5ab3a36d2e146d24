using static AuditGraph.AuditErrorCategory;

namespace AuditGraph.Core.Errors;

/// <summary>The catalogue's <c>AG2040</c> to <c>AG2059</c>: git could not tell what a run asked of it.</summary>
internal static class GitErrors
{
    public static readonly AuditErrorDescriptor GitMissing = new(
        "AG2040", nameof(GitMissing), ObjectNotFound,
        "The workspace is in a git repository, and no git command is on the search path.",
        "Install git, or let the job rest on weaker evidence with 'fallback: allow'.");

    public static readonly AuditErrorDescriptor GitRefused = new(
        "AG2041", nameof(GitRefused), PermissionDenied,
        "Git does not trust the repository, because it belongs to somebody else.",
        "Run 'git config --global --add safe.directory' with the folder that the message names, if you trust it.");

    public static readonly AuditErrorDescriptor GitFormatUnknown = new(
        "AG2042", nameof(GitFormatUnknown), InvalidOperation,
        "The repository has a format that the git at hand does not know.",
        "Install a newer git.");

    public static readonly AuditErrorDescriptor GitObjectMissing = new(
        "AG2043", nameof(GitObjectMissing), ObjectNotFound,
        "The repository lacks an object that the commit needs, as a partial clone does. Nothing is fetched during a run.",
        "Fetch it with 'git fetch --refetch --no-filter' or 'git cat-file -e' and the object's id, and run again.");

    public static readonly AuditErrorDescriptor GitHistoryCut = new(
        "AG2044", nameof(GitHistoryCut), ObjectNotFound,
        "The clone is shallow: its history does not reach as far back as the baseline.",
        "Deepen it with 'git fetch --unshallow', '--deepen' or '--shallow-since', and run again.");

    public static readonly AuditErrorDescriptor GitWorkTreeElsewhere = new(
        "AG2045", nameof(GitWorkTreeElsewhere), InvalidOperation,
        "There is a repository at or above the workspace that git does not take the workspace to be a part of.",
        "Mend the repository, or what its core.bare and core.worktree say, or remove its '.git'.");

    /// <summary>Whether an error says that git could not answer, and not that what was asked for does not exist.</summary>
    public static bool Contains(AuditErrorDescriptor error) =>
        error == RunErrors.GitFailed || error == GitMissing || error == GitRefused || error == GitFormatUnknown
        || error == GitObjectMissing || error == GitHistoryCut || error == GitWorkTreeElsewhere;
}
