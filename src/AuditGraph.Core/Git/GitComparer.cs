using System.Text;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Git;

/// <summary>Makes a commit and a scanned work tree comparable: <c>docs/git.md</c> says what that means.</summary>
/// <param name="repository">The repository.</param>
/// <param name="cache">What is known of blobs, or null.</param>
/// <param name="nesting">In how many other repositories this one is a submodule.</param>
internal sealed class GitComparer(GitRepository repository, GitBlobCache? cache, int nesting = 0)
{
    private const int LongestLink = 1 << 16;

    // A path of 4,096 bytes could nest more than a thousand, each of which takes several runs of git.
    private const int DeepestNesting = 16;

    /// <summary>Reads a commit as far as a scope reaches, and holds it against what was scanned.</summary>
    /// <param name="commit">The commit's id.</param>
    /// <param name="scanned">What the repository's folder holds of the scope now.</param>
    /// <param name="scope">The scope.</param>
    /// <param name="prefix">The folder's path from the scope's root with a slash at the end, or nothing.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="AuditRunException">One of <see cref="GitErrors"/>.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public GitComparison Read(string commit, SnapshotTree scanned, SnapshotScope scope, byte[] prefix, CancellationToken cancellation)
    {
        var notes = new List<string>();
        List<GitTreeEntry> entries = Select(repository.Tree(commit, cancellation), new GitScope(scope, prefix), notes);
        using var files = new WorkTreeFiles(repository.Folder);
        List<GitSubmodule> submodules =
            [.. new GitSubmodules(repository, files, Inside).Find(entries, scanned, new GitScope(scope, prefix), cancellation)];

        // A submodule is compared with its own commit in the same way.
        GitComparison Inside(GitRepository inner, string head, SnapshotTree below, TreePath path) => nesting < DeepestNesting
            ? new GitComparer(inner, cache, nesting + 1).Read(head, below, scope, [.. prefix, .. path.Bytes, (byte)'/'], cancellation)
            : throw repository.Program.Failure("submodule", $"submodules are nested more than {DeepestNesting} deep");

        SnapshotTree current = TreeGraft.Apply(
            scanned,
            submodules.Where(submodule => submodule.Text is not null).ToDictionary(submodule => submodule.Path, submodule => submodule.Text!));
        var corrections = new Dictionary<TreePath, GitCorrection>();
        Dictionary<string, byte[]> links = [];
        Dictionary<string, GitBlob> blobs = ReadBlobs(entries, links, cancellation);
        SnapshotTree baseline = Build(entries, blobs, links, corrections);
        var judge = new GitCorrections(repository, files, scope);
        if (judge.Judge(entries, SnapshotDiff.Compare(baseline, current, cancellation), corrections, notes, cancellation))
        {
            baseline = Build(entries, blobs, links, corrections);
        }

        return new GitComparison(baseline, current, submodules, notes);
    }

    private static List<GitTreeEntry> Select(IReadOnlyList<GitTreeEntry> entries, GitScope scope, List<string> notes)
    {
        var selected = new List<GitTreeEntry>(entries.Count);
        int reserved = 0;
        foreach (GitTreeEntry entry in entries)
        {
            ScopeDecision decision = scope.Decide(entry.Path, isFolder: entry.Kind == GitEntryKind.Submodule);
            reserved += decision == ScopeDecision.Reserved ? 1 : 0;
            if (!GitScope.IsOut(decision))
            {
                selected.Add(entry);
            }
        }

        if (reserved > 0)
        {
            notes.Add(
                $"The commit holds {Count(reserved, "entry", "entries")} below .pkg/ or exports/, where AuditGraph writes; "
                + "they are not compared.");
        }

        return selected;
    }

    /// <summary>A number of things in words.</summary>
    public static string Count(int number, string one, string many) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many)}");

    private Dictionary<string, GitBlob> ReadBlobs(List<GitTreeEntry> entries, Dictionary<string, byte[]> links, CancellationToken cancellation)
    {
        var known = new Dictionary<string, GitBlob>(StringComparer.Ordinal);
        var unknown = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (GitTreeEntry entry in entries)
        {
            // Of a link more than the hash is needed.
            if (entry.Kind != GitEntryKind.Link && cache?.Find(entry.ObjectId) is { } blob)
            {
                known[entry.ObjectId] = blob;
            }
            else if (entry.Kind == GitEntryKind.Link)
            {
                links[entry.ObjectId] = [];
                unknown[entry.ObjectId] = entry.Path;
            }
            else if (entry.Kind != GitEntryKind.Submodule)
            {
                unknown.TryAdd(entry.ObjectId, entry.Path);
            }
        }

        new GitBlobReader(repository.Program).ReadAll(
            unknown,
            LongestLink,
            (id, blob, content) =>
            {
                known[id] = blob;
                cache?.Add(id, blob);
                if (links.ContainsKey(id))
                {
                    links[id] = content;
                }
            },
            cancellation);
        cache?.Keep();
        return known;
    }

    private SnapshotTree Build(
        List<GitTreeEntry> entries,
        Dictionary<string, GitBlob> blobs,
        Dictionary<string, byte[]> links,
        Dictionary<TreePath, GitCorrection> corrections)
    {
        var builder = new TreeBuilder();
        try
        {
            foreach (GitTreeEntry entry in entries)
            {
                corrections.TryGetValue(TreePath.FromBytes(entry.Path), out GitCorrection correction);
                Add(builder, entry, correction, blobs, links);
            }

            return builder.Build();
        }
        catch (ArgumentException impossible)
        {
            throw repository.Program.Failure("ls-tree", impossible.Message, impossible);
        }
    }

    private static void Add(
        TreeBuilder builder,
        GitTreeEntry entry,
        GitCorrection correction,
        Dictionary<string, GitBlob> blobs,
        Dictionary<string, byte[]> links)
    {
        switch (entry.Kind)
        {
            case var _ when correction == GitCorrection.LeaveOut:
                break;
            case var _ when correction == GitCorrection.NotCheckedOut:
                builder.AddUnseen(entry.Path);
                break;
            case GitEntryKind.Submodule:
                builder.AddSubmodule(entry.Path, Encoding.ASCII.GetBytes(entry.ObjectId));
                break;
            case GitEntryKind.Link when correction != GitCorrection.LinkAsFile:
                builder.AddLink(entry.Path, links[entry.ObjectId]);
                break;
            default:
                GitBlob blob = blobs[entry.ObjectId];
                bool isExecutable = (entry.Kind == GitEntryKind.Executable) ^ (correction == GitCorrection.OtherMode);
                builder.AddFile(entry.Path, isExecutable, blob.Bytes, blob.Hash);
                break;
        }
    }
}
