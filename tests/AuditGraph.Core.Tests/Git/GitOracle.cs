using System.Text;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Git;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Git;

/// <summary>
/// Holds what is reported of a work tree against <c>git status</c>, <c>git diff</c> and <c>git ls-files</c>. Paths are
/// Latin-1, one letter a byte. <c>docs/git.md</c> explains each class of difference that is by design.
/// </summary>
internal sealed class GitOracle(string root, GitMutations shell)
{
    private HashSet<string> submodules = [];

    /// <summary>How often each class of difference was met.</summary>
    public SortedDictionary<string, int> Explained { get; } = new(StringComparer.Ordinal);

    /// <summary>The differences that nothing explains.</summary>
    public List<string> Compare()
    {
        if (shell.Shell("git status >/dev/null || echo failed").Length > 0)
        {
            // There is nothing to be held against: some versions give up where a link stands in the place of a submodule.
            return Reset("git itself gave up; the work tree was reset");
        }

        Dictionary<string, string> ours;
        try
        {
            ours = Ours();
        }
        catch (AuditRunException failure) when (failure.Descriptor == GitErrors.GitWorkTreeElsewhere && HasMovedSubmodule())
        {
            return Reset("a submodule was moved without git, and is refused; the work tree was reset");
        }

        Dictionary<string, string> gits = Gits(out List<string> repositories);
        Dictionary<string, char> tags = Tags();
        submodules = [.. shell.Shell("git ls-files -s -z; git ls-tree -rz HEAD").Split('\0')
            .Where(line => line.StartsWith("160000 ", StringComparison.Ordinal)).Select(line => line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..])];
        var unexplained = new List<string>();
        foreach (string path in ours.Keys.Union(gits.Keys).Order(StringComparer.Ordinal))
        {
            string our = ours.GetValueOrDefault(path, "-");
            string git = gits.GetValueOrDefault(path, "-");
            if (our == git)
            {
                continue;
            }

            if (Explain(path, our, git, tags, repositories) is { } reason)
            {
                Explain(reason);
            }
            else
            {
                unexplained.Add($"{EscapedText.Escape(Encoding.Latin1.GetBytes(path))}: ours {our}, git's {git}");
            }
        }

        return unexplained;
    }

    private List<string> Reset(string reason)
    {
        shell.Shell("git reset -q --hard; git clean -qffdx");
        Explain(reason);
        return [];
    }

    // The repository of one says where its work tree is, which is not where the submodule is now.
    private bool HasMovedSubmodule() => shell.Shell("git ls-files -s -z").Split('\0')
        .Where(line => line.StartsWith("160000 ", StringComparison.Ordinal))
        .Select(line => GitMutations.Quote(line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..]))
        .Any(path => shell.Shell($"[ -f {path}/.git ] && git -C {path} rev-parse --is-inside-work-tree").Trim() == "false");

    private void Explain(string reason) => Explained[reason] = Explained.GetValueOrDefault(reason) + 1;

    private static Dictionary<string, string> Ours(string root)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        var repository = new GitRepository(root);
        SnapshotScope scope = new() { RespectGitignore = true };
        var options = new ScanOptions { Surroundings = GitSurroundings.Read(repository, cancellation) };
        ScanResult scan = new SnapshotScanner(new Disk()).Scan(root, scope, options, new Snapshots.ScratchFolder.SilentObserver(), cancellation);
        GitComparison comparison = new GitComparer(repository, null).Read(
            repository.ResolveCommit("HEAD", cancellation), scan.Tree, scope, [], cancellation);
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (SnapshotChange change in SnapshotDiff.Compare(comparison.Baseline, comparison.Current, cancellation).Changes)
        {
            string kind = change.Kind == AuditChangeKind.Renamed ? "added" : change.Kind.ToString().ToLowerInvariant();
            found[Encoding.Latin1.GetString(change.Path.Bytes)] = kind;
            if (change.PreviousPath is { } previous)
            {
                found[Encoding.Latin1.GetString(previous.Bytes)] = "removed";
            }
        }

        return found;
    }

    private Dictionary<string, string> Ours() => Ours(root);

    private Dictionary<string, string> Gits(out List<string> repositories)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        repositories = [];
        string[] words = shell.Shell("git diff --no-ext-diff --no-renames --ignore-submodules=none --name-status -z HEAD").Split('\0');
        for (int index = 0; index + 1 < words.Length; index += 2)
        {
            found[words[index + 1]] = words[index] switch { "A" => "added", "D" => "removed", _ => "modified" };
        }

        foreach (string line in shell.Shell("git status --porcelain=v2 -z --no-renames --untracked-files=all --ignore-submodules=none").Split('\0'))
        {
            if (line.StartsWith("? ", StringComparison.Ordinal))
            {
                string path = line[2..];
                if (path.EndsWith('/'))
                {
                    repositories.Add(path);
                }
                else
                {
                    found[path] = found.ContainsKey(path) ? "dropped" : "added";
                }
            }
        }

        return found;
    }

    private Dictionary<string, char> Tags()
    {
        var tags = new Dictionary<string, char>(StringComparer.Ordinal);
        foreach (string line in shell.Shell("git ls-files -v -z").Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            tags[line[2..]] = line[0];
        }

        return tags;
    }

    private static IEnumerable<string> FoldersOf(string path)
    {
        for (int slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            yield return path[..slash];
        }
    }

    private bool IsRepositoryInsteadOfFile(string path, Dictionary<string, char> tags) => tags.ContainsKey(path)
        && !submodules.Contains(path)
        && shell.Shell($"[ -e {GitMutations.Quote(path + "/.git")} ] && echo there").Length > 0;

    private string? Explain(string path, string our, string git, Dictionary<string, char> tags, List<string> repositories)
    {
        string quoted = GitMutations.Quote(path);
        string Ask(string script) => shell.Shell(script).Trim();
        bool IsOtherMode() => Ask($"git ls-tree HEAD -- {quoted} | cut -d' ' -f1")
            != Ask($"if [ -L {quoted} ]; then echo 120000; elif [ -x {quoted} ]; then echo 100755; else echo 100644; fi");
        bool IsChanged() => Ask($"git rev-parse -q --verify {GitMutations.Quote("HEAD:" + path)}")
            != Ask($"if [ -L {quoted} ]; then readlink -n {quoted} | git hash-object --stdin --no-filters; else git hash-object --no-filters {quoted}; fi");
        if (path.StartsWith("exports/", StringComparison.Ordinal) || path.StartsWith(".pkg/", StringComparison.Ordinal))
        {
            return "where the product writes";
        }

        if (submodules.FirstOrDefault(folder => path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal)) is { } unreadable
            && unreadable.Contains('\xff', StringComparison.Ordinal)
            && (path == unreadable ? our is "removed" or "-" && git is "added" or "modified" or "-" : our == "added" && git == "-")
            && Ask($"[ -e {GitMutations.Quote(unreadable + "/.git")} ] && echo checked out").Length > 0)
        {
            return "a submodule whose name is not UTF-8";
        }

        if (submodules.Any(folder => (path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal))
            && Ask($"[ -d {GitMutations.Quote(folder)} ] && [ ! -e {GitMutations.Quote(folder + "/.git")} ] && echo plain").Length > 0))
        {
            return "a folder of files in the place of a submodule";
        }

        if (our == "added" && repositories.Any(folder => path.StartsWith(folder, StringComparison.Ordinal)))
        {
            return "a file of a repository that is no submodule";
        }

        if ((our == "removed" && git == "modified" && IsRepositoryInsteadOfFile(path, tags))
            || (our == "added" && git == "-" && FoldersOf(path).Any(folder => IsRepositoryInsteadOfFile(folder, tags))))
        {
            return "a repository in the place of a file";
        }

        if (our == "modified" && git == "-" && submodules.Contains(path)
            && Ask($"git -C {quoted} ls-files --eol | awk 'substr($1, 3) != substr($2, 3)'").Length > 0)
        {
            return "content that git converts in a submodule";
        }

        if (git == "dropped")
        {
            return our == "modified" && (IsChanged() || IsOtherMode()) || our == "-" ? "compared by content though the index has dropped it" : null;
        }

        if (git == "removed" && our == "-" && !tags.ContainsKey(path) && Ask($"[ -f {quoted} ] || [ -L {quoted} ] && echo there").Length > 0)
        {
            return "dropped from the index and ignored by now";
        }

        if (git == "removed" && our is "-" or "modified" && !tags.ContainsKey(path)
            && repositories.Contains(path + "/"))
        {
            return "compared by content though the index has dropped it";
        }

        if (((our == "removed" && git == "modified") || (our == "-" && git == "added")) && Ask($"[ -p {quoted} ] && echo pipe").Length > 0)
        {
            return "a pipe in the place of a file";
        }

        if (our == "removed" && git == "-" && Ask($"[ -p {quoted} ] && [ \"$(git cat-file -s {GitMutations.Quote("HEAD:" + path)})\" = 0 ] && git ls-files -m -- {quoted}").Length > 0)
        {
            return "a pipe in the place of an empty file, which 'git diff' does not show and 'git status' does";
        }

        if (git == "-" && tags.TryGetValue(path, out char tag) && (char.IsLower(tag) || tag == 'S'))
        {
            return our is "modified" or "removed" ? "told not to look (assume-unchanged, skip-worktree)" : null;
        }

        // Where the attributes have changed since the checkout, git goes by the file's times.
        bool IsConverted() => Ask($"git rev-parse {GitMutations.Quote("HEAD:" + path)}") is var recorded
            && (recorded == Ask($"git hash-object {quoted}") || recorded == Ask($"tr -d '\\r' <{quoted} | git hash-object --stdin"));
        return our == "modified" && git == "-" && IsChanged() && IsConverted() ? "content that git converts" : null;
    }
}
