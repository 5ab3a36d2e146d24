using System.Globalization;
using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Git;

/// <summary>The repository around a folder, as the <c>git</c> command tells of it.</summary>
/// <param name="folder">The folder: the top of the work tree, or one in it.</param>
/// <remarks>
/// Every member may throw one of <see cref="GitErrors"/>, which tells what git could not do in git's own words, and
/// ends git when it is cancelled. An instance asks about each thing once.
/// </remarks>
internal sealed class GitRepository(string folder)
{
    private bool isLocated;

    private GitLocation? location;

    private GitSettings? settings;

    private IReadOnlyList<GitIndexEntry>? index;

    /// <summary>The folder.</summary>
    public string Folder => folder;

    /// <summary>The command, run in the folder.</summary>
    public GitProgram Program { get; } = new(folder);

    /// <summary>Where the folder is in a work tree; null where it is in none.</summary>
    public GitLocation? Locate(CancellationToken cancellation)
    {
        if (!isLocated)
        {
            location = GitDiscovery.Find(folder, cancellation);
            isLocated = true;
        }

        return location;
    }

    /// <summary>What git is configured to make of the files.</summary>
    public GitSettings Settings(CancellationToken cancellation) => settings ??= GitSettings.Read(Program, cancellation);

    /// <summary>What git tracks at or below the folder; paths are relative to it.</summary>
    public IReadOnlyList<GitIndexEntry> Index(CancellationToken cancellation) =>
        index ??= [.. GitIndexEntry.ParseAll(Program.Ask(["ls-files", "-z", "--stage", "-t"], cancellation))];

    /// <summary>What a commit holds at or below the folder; paths are relative to it.</summary>
    public IReadOnlyList<GitTreeEntry> Tree(string commit, CancellationToken cancellation) =>
        [.. GitTreeEntry.ParseAll(Program.Ask(["ls-tree", "-r", "-z", commit], cancellation))];

    /// <summary>The id of the commit that a revision names.</summary>
    /// <exception cref="AuditRunException"><c>BaselineNotFound</c>: it names none.</exception>
    public string ResolveCommit(string revision, CancellationToken cancellation)
    {
        string shown = $"The git revision '{DisplayText.Escape(revision)}'";
        if (Locate(cancellation) is not { } place)
        {
            throw NotFound(revision, $"{shown} names no commit: '{DisplayText.Escape(folder)}' is in no git work tree.");
        }

        if (TryResolve(revision, cancellation) is { } commit)
        {
            return commit;
        }

        string around = $"{shown} names no commit of the repository around '{DisplayText.Escape(folder)}'";
        int step = revision.IndexOfAny(['~', '^', '@']);
        if (!place.IsShallow)
        {
            throw NotFound(revision, $"{around}.");
        }

        return step > 0 && TryResolve(revision[..step], cancellation) is not null
            ? throw HistoryCut($"{around}: the clone is shallow, and its history does not reach so far.", revision)
            : throw NotFound(revision, $"{around}, which is a shallow clone; what it names may only be missing here.");
    }

    /// <summary>
    /// The id of the commit that the current branch was at at a moment, or null where the branch had none. Only the
    /// branch's own line is walked, the first parent of each merge: what another branch was at then was not yet here.
    /// </summary>
    /// <exception cref="AuditRunException"><c>GitHistoryCut</c>: the clone is shallow and begins later.</exception>
    public string? FindCommitBefore(DateTimeOffset moment, CancellationToken cancellation)
    {
        // Without the peeling, a branch whose commit is missing is found, and told from one that has no commit yet.
        if (Program.Try(["rev-parse", "--verify", "--quiet", "HEAD"], cancellation).Code != 0)
        {
            return null;
        }

        string seconds = Math.Max(0, moment.ToUnixTimeSeconds()).ToString(CultureInfo.InvariantCulture);
        byte[] answer = Program.Ask(["rev-list", "--first-parent", "--max-count=1", $"--min-age={seconds}", "HEAD", "--"], cancellation);
        string commit = Encoding.ASCII.GetString(answer).Trim();
        if (commit.Length > 0)
        {
            return commit;
        }

        return Locate(cancellation) is { IsShallow: true }
            ? throw HistoryCut(
                $"The repository around '{DisplayText.Escape(folder)}' is a shallow clone, and its history begins only after {InstantText.Format(moment)}.",
                folder)
            : null;
    }

    /// <summary>The id of the commit that is checked out, or null where there is none yet.</summary>
    public string? Head(CancellationToken cancellation) => TryResolve("HEAD", cancellation);

    private string? TryResolve(string revision, CancellationToken cancellation)
    {
        GitAnswer answer = Program.Try(
            ["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"], cancellation);
        const int namesNothing = 1;
        if (answer.Code != namesNothing)
        {
            return answer.Code == 0 ? answer.Text : throw Program.Failure("rev-parse", answer.Error);
        }

        // It may name an object that is no commit, or one that is lost, of which git then complains.
        GitAnswer named = Program.Try(["rev-parse", "--verify", "--quiet", "--end-of-options", revision], cancellation);
        if (named.Code == 0)
        {
            Program.Ask(["cat-file", "-t", named.Text], cancellation);
        }

        return null;
    }

    private static AuditRunException HistoryCut(string message, string target) => new(
        GitErrors.GitHistoryCut, $"{message} 'git fetch --unshallow' fetches all of it, 'git fetch --deepen=100' a hundred commits more.")
    {
        Target = target,
    };

    private static AuditRunException NotFound(string revision, string message) =>
        new(RunErrors.BaselineNotFound, message) { Target = revision };
}
