using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Native;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Git;

/// <summary>Reads what a repository adds to the ignore files of a workspace in it (gitignore(5)).</summary>
internal sealed class GitSurroundings
{
    private const int LongestIgnoreFile = 1 << 24;

    private readonly CancellationToken cancellation;
    private readonly TrackedPaths tracked = new();
    private readonly Dictionary<TreePath, IReadOnlyList<OutsideRules>> submodules = [];
    private readonly Dictionary<TreePath, byte[]> skipped = [];
    private readonly List<string> notes = [];

    private GitSurroundings(CancellationToken cancellation) => this.cancellation = cancellation;

    /// <summary>The ignore files outside the workspace, and what git tracks in it; nothing where it is in no work tree.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="AuditRunException">One of <see cref="GitErrors"/>.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static IgnoreSurroundings Read(GitRepository repository, CancellationToken cancellation) =>
        repository.Locate(cancellation) is { } place
            ? new GitSurroundings(cancellation).Read(repository, place)
            : IgnoreSurroundings.None;

    private IgnoreSurroundings Read(GitRepository repository, GitLocation place)
    {
        AddIndex(repository, "");
        string[] way = place.Depth == 0 ? [] : Path.GetRelativePath(place.Top, place.Folder).Split('/');
        List<OutsideRules> shared = ReadShared(repository, place, "");
        List<OutsideRules> above = ReadAbove(repository, place, way);
        return new IgnoreSurroundings
        {
            Rules = Around(above, shared, way, way.Length),
            RuleAgainstRoot = FindRuleAgainstRoot(above, shared, way),
            Submodules = submodules,
            SkippedIgnoreFiles = skipped,
            Tracked = tracked,
            Notes = notes,
        };
    }

    private void AddIndex(GitRepository repository, string prefix)
    {
        using var files = new WorkTreeFiles(repository.Folder);
        var unread = new Dictionary<TreePath, string>();
        foreach (GitIndexEntry entry in repository.Index(cancellation))
        {
            byte[] path = [.. Encoding.UTF8.GetBytes(prefix), .. entry.Path];
            tracked.Add(path);
            if (entry.IsSkipped && MayBeRead(entry, files))
            {
                unread[TreePath.FromBytes(path)] = entry.ObjectId;
            }

            if (entry.Kind == GitEntryKind.Submodule
                && RawPath.AsText(entry.Path) is { } name
                && files.TypeOf([.. entry.Path, .. "/.git"u8]) != FileType.Unknown)
            {
                var inner = new GitRepository(Path.Join(repository.Folder, name));
                if (inner.Locate(cancellation) is { Depth: 0 } place)
                {
                    submodules[TreePath.FromBytes(path)] = [.. ReadShared(inner, place, $"{prefix}{name}/").Where(file => !file.IsEmpty)];
                    AddIndex(inner, $"{prefix}{name}/");
                }
            }
        }

        AddSkipped(repository, unread);
    }

    // Only what git would look at is read: in a partial clone the others need not be there.
    private static bool MayBeRead(GitIndexEntry entry, WorkTreeFiles files)
    {
        int start = entry.Path.AsSpan().LastIndexOf((byte)'/') + 1;
        return entry.Path.AsSpan(start).SequenceEqual(".gitignore"u8)
            && entry.Kind is GitEntryKind.File or GitEntryKind.Executable
            && (start == 0 || files.TypeOf(entry.Path.AsSpan(0, start - 1)) == FileType.Directory)
            && files.TypeOf(entry.Path) != FileType.Directory;
    }

    private void AddSkipped(GitRepository repository, Dictionary<TreePath, string> unread)
    {
        var contents = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var blobs = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach ((TreePath path, string id) in unread)
        {
            blobs[id] = path.Bytes.ToArray();
        }

        new GitBlobReader(repository.Program).ReadAll(blobs, LongestIgnoreFile, (id, _, content) => contents[id] = content, cancellation);
        foreach ((TreePath path, string id) in unread)
        {
            skipped[path] = contents[id];
        }
    }

    /// <summary>The ignore files that count in all of a repository, the one that counts most first.</summary>
    private List<OutsideRules> ReadShared(GitRepository repository, GitLocation place, string prefix)
    {
        var shared = new List<OutsideRules>();
        byte[]? exclude = TryRead(Path.Join(place.CommonFolder, "info", "exclude"), mayBeLink: false);
        shared.Add(new OutsideRules($"{DisplayText.Escape(prefix)}.git/info/exclude", exclude ?? []));
        if ((repository.Settings(cancellation).ExcludesFile ?? DefaultExcludesFile()) is { } file)
        {
            shared.Add(new OutsideRules("core.excludesFile", TryRead(file, mayBeLink: true) ?? []));
        }

        return shared;
    }

    /// <summary>The <c>.gitignore</c> files of the folders from the work tree's top down to the workspace's parent.</summary>
    private List<OutsideRules> ReadAbove(GitRepository repository, GitLocation place, string[] way)
    {
        var above = new List<OutsideRules>();
        string folder = place.Top;
        for (int level = 0; level < way.Length; level++)
        {
            string name = string.Concat(Enumerable.Repeat("../", way.Length - level)) + ".gitignore";
            byte[] content = TryRead(Path.Join(folder, ".gitignore"), mayBeLink: false) ?? ReadSkipped(repository, name) ?? [];
            above.Add(new OutsideRules(name, content));
            folder = Path.Join(folder, way[level]);
        }

        return above;
    }

    private byte[]? ReadSkipped(GitRepository repository, string path)
    {
        byte[] listing = repository.Program.Ask(["ls-files", "-z", "--stage", "-t", "--", path], cancellation);
        GitIndexEntry? entry = GitIndexEntry.ParseAll(listing).FirstOrDefault(entry => entry.IsSkipped);
        byte[]? content = null;
        if (entry is { Kind: GitEntryKind.File or GitEntryKind.Executable })
        {
            var blobs = new Dictionary<string, byte[]> { [entry.ObjectId] = entry.Path };
            new GitBlobReader(repository.Program).ReadAll(blobs, LongestIgnoreFile, (_, _, read) => content = read, cancellation);
        }

        return content;
    }

    /// <summary>The rules that count for what is in a folder so many steps below the top, the one that counts most first.</summary>
    private static List<OutsideRules> Around(List<OutsideRules> above, List<OutsideRules> shared, string[] way, int depth)
    {
        var rules = new List<OutsideRules>();
        for (int level = Math.Min(depth, above.Count) - 1; level >= 0; level--)
        {
            rules.Add(above[level].In(PrefixOf(way[level..depth])));
        }

        rules.AddRange(shared.Select(each => each.In(PrefixOf(way[..depth]))));
        return [.. rules.Where(each => !each.IsEmpty)];
    }

    private static string? FindRuleAgainstRoot(List<OutsideRules> above, List<OutsideRules> shared, string[] way)
    {
        for (int depth = 1; depth <= way.Length; depth++)
        {
            // The folder's own line stands in the ignore file beside it, or in one further up.
            var beside = new IgnoreSurroundings { Rules = [above[depth - 1], .. Around(above, shared, way, depth - 1)] };
            byte[] name = Encoding.UTF8.GetBytes(way[depth - 1]);
            if (beside.Find([], name, isFolder: true, out string file) is { IsNegated: false } line)
            {
                return ScopeFolder.Describe(file, line);
            }
        }

        return null;
    }

    private static byte[] PrefixOf(string[] names) => Encoding.UTF8.GetBytes(string.Concat(names.Select(name => name + "/")));

    // git-config(1): without core.excludesFile it is $XDG_CONFIG_HOME/git/ignore, or $HOME/.config/git/ignore.
    private static string? DefaultExcludesFile()
    {
        string? home = Environment.GetEnvironmentVariable("HOME");
        string? folder = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME");
        return !string.IsNullOrEmpty(folder) ? Path.Join(folder, "git", "ignore")
            : !string.IsNullOrEmpty(home) ? Path.Join(home, ".config", "git", "ignore")
            : null;
    }

    private byte[]? TryRead(string file, bool mayBeLink)
    {
        try
        {
            // The user's own file may be a link; one that comes with a repository must not choose what is read.
            return RegularFile.TryRead(mayBeLink ? NamedPath.Resolve(file) : NamedPath.ResolveFolder(file), LongestIgnoreFile);
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException or AuditWorkspaceException)
        {
            notes.Add($"The ignore file '{DisplayText.Escape(file)}' was not read: {failure.Message}");
            return null;
        }
    }
}
