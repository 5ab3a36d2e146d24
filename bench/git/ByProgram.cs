using AuditGraph.Core.Git;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Bench.Git;

/// <summary>The answers of git's own program, as the product asks for them; each starts git anew.</summary>
internal sealed class ByProgram(string folder)
{
    /// <summary>The ids of the files of HEAD.</summary>
    public string[] List()
    {
        var repository = new GitRepository(folder);
        string head = repository.Head(CancellationToken.None)!;
        return [.. repository.Tree(head, CancellationToken.None).Where(entry => entry.Kind != GitEntryKind.Submodule).Select(entry => entry.ObjectId)];
    }

    /// <summary>Hashes blobs; gives how many.</summary>
    public int Read(string[] ids)
    {
        int read = 0;
        new GitBlobReader(new GitRepository(folder).Program).ReadAll(
            ids.ToDictionary(id => id, _ => Array.Empty<byte>()), 0, (_, _, _) => read++, CancellationToken.None);
        return read;
    }

    /// <summary>How many paths of the work tree git's own status lists.</summary>
    public int CountByStatus() => new GitRepository(folder).Program
        .Ask(["status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all"], CancellationToken.None).Count(value => value == 0);

    /// <summary>How many paths of the work tree differ from HEAD, all files read and all blobs.</summary>
    public int CountChanges()
    {
        var repository = new GitRepository(folder);
        var options = new ScanOptions { Surroundings = GitSurroundings.Read(repository, CancellationToken.None) };
        ScanResult scan = new SnapshotScanner(new Disk()).Scan(
            folder, new SnapshotScope { RespectGitignore = true }, options, new SilentObserver(), CancellationToken.None);
        GitComparison found = new GitComparer(repository, null).Read(
            repository.Head(CancellationToken.None)!, scan.Tree, scan.Scope, [], CancellationToken.None);
        return SnapshotDiff.Compare(found.Baseline, found.Current, CancellationToken.None).Changes.Count;
    }

    private sealed class SilentObserver : IAuditObserver
    {
        public void OnVerbose(string message)
        {
        }

        public void OnProgress(AuditProgress progress)
        {
        }

        public void OnWarning(string message)
        {
        }
    }
}
