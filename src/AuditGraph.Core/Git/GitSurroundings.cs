using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Native;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Git;

/// <summary>Reads what a repository adds to the ignore files of a workspace in it (gitignore(5)).</summary>
internal static class GitSurroundings
{
    private const int LongestIgnoreFile = 1 << 24;

    /// <summary>The ignore files outside the workspace, and what git tracks in it; nothing where it is in no work tree.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="AuditRunException">One of <see cref="GitErrors"/>.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static IgnoreSurroundings Read(GitRepository repository, CancellationToken cancellation)
    {
        if (repository.Locate(cancellation) is not { } place)
        {
            return IgnoreSurroundings.None;
        }

        var tracked = new TrackedPaths();
        var notes = new List<string>();
        AddTracked(tracked, repository, "", cancellation);
        string[] way = place.Depth == 0 ? [] : Path.GetRelativePath(place.Top, place.Folder).Split('/');
        var shared = new List<IgnoreRules>();
        Add(shared, notes, Path.Join(place.CommonFolder, "info", "exclude"));
        Add(shared, notes, repository.Settings(cancellation).ExcludesFile ?? DefaultExcludesFile(), mayBeLink: true);
        var above = new List<IgnoreRules>();
        string folder = place.Top;
        foreach (string name in way)
        {
            above.Add(Read(Path.Join(folder, ".gitignore"), notes));
            folder = Path.Join(folder, name);
        }

        return new IgnoreSurroundings(Around(above, shared, way, way.Length), IgnoresRoot(above, shared, way), tracked, notes);
    }

    private static void AddTracked(TrackedPaths tracked, GitRepository repository, string prefix, CancellationToken cancellation)
    {
        using var files = new WorkTreeFiles(repository.Folder);
        foreach (GitIndexEntry entry in repository.Index(cancellation))
        {
            tracked.Add([.. Encoding.UTF8.GetBytes(prefix), .. entry.Path]);
            if (entry.Kind == GitEntryKind.Submodule
                && RawPath.AsText(entry.Path) is { } name
                && files.TypeOf([.. entry.Path, .. "/.git"u8]) != FileType.Unknown)
            {
                var inner = new GitRepository(Path.Join(repository.Folder, name));
                if (inner.Locate(cancellation) is { Depth: 0 })
                {
                    AddTracked(tracked, inner, $"{prefix}{name}/", cancellation);
                }
            }
        }
    }

    /// <summary>The rules that count for what is in a folder so many steps below the top, the one that counts most first.</summary>
    private static List<(IgnoreRules Rules, byte[] Prefix)> Around(
        List<IgnoreRules> above, List<IgnoreRules> shared, string[] way, int depth)
    {
        var rules = new List<(IgnoreRules Rules, byte[] Prefix)>();
        for (int level = Math.Min(depth, above.Count) - 1; level >= 0; level--)
        {
            rules.Add((above[level], PrefixOf(way[level..depth])));
        }

        rules.AddRange(shared.Select(each => (each, PrefixOf(way[..depth]))));
        return [.. rules.Where(each => !each.Rules.IsEmpty)];
    }

    private static bool IgnoresRoot(List<IgnoreRules> above, List<IgnoreRules> shared, string[] way)
    {
        for (int depth = 1; depth <= way.Length; depth++)
        {
            // The folder's own line stands in the ignore file beside it, or in one further up.
            List<(IgnoreRules Rules, byte[] Prefix)> rules = Around(above, shared, way, depth - 1);
            rules.Insert(0, (above[depth - 1], []));
            if (new IgnoreSurroundings(rules, IgnoresRoot: false, null, []).IsIgnored(Encoding.UTF8.GetBytes(way[depth - 1]), isFolder: true))
            {
                return true;
            }
        }

        return false;
    }

    private static byte[] PrefixOf(string[] names) => Encoding.UTF8.GetBytes(string.Concat(names.Select(name => name + "/")));

    private static void Add(List<IgnoreRules> rules, List<string> notes, string? file, bool mayBeLink = false)
    {
        if (file is not null)
        {
            rules.Add(Read(file, notes, mayBeLink));
        }
    }

    // git-config(1): without core.excludesFile it is $XDG_CONFIG_HOME/git/ignore, or $HOME/.config/git/ignore.
    private static string? DefaultExcludesFile()
    {
        string? home = Environment.GetEnvironmentVariable("HOME");
        string? folder = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME");
        return !string.IsNullOrEmpty(folder) ? Path.Join(folder, "git", "ignore")
            : !string.IsNullOrEmpty(home) ? Path.Join(home, ".config", "git", "ignore")
            : null;
    }

    private static IgnoreRules Read(string file, List<string> notes, bool mayBeLink = false)
    {
        try
        {
            // The user's own file may be a link; one that comes with a repository must not choose what is read.
            string path = mayBeLink ? NamedPath.Resolve(file) : NamedPath.ResolveFolder(file);
            return IgnoreRules.FromFile(RegularFile.TryRead(path, LongestIgnoreFile) ?? []);
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException or AuditWorkspaceException)
        {
            notes.Add($"The ignore file '{DisplayText.Escape(file)}' was not read: {failure.Message}");
            return IgnoreRules.FromFile([]);
        }
    }
}
