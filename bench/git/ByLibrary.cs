using System.Security.Cryptography;
using LibGit2Sharp;

namespace AuditGraph.Bench.Git;

/// <summary>The answers of LibGit2Sharp; each opens the repository anew.</summary>
internal sealed class ByLibrary(string folder)
{
    /// <summary>The ids of the files of HEAD.</summary>
    public string[] List()
    {
        using var repository = new Repository(folder);
        var ids = new List<string>();
        Add(repository.Head.Tip.Tree, ids);
        return [.. ids];
    }

    /// <summary>Hashes blobs; gives how many.</summary>
    public int Read(string[] ids)
    {
        using var repository = new Repository(folder);
        foreach (string id in ids)
        {
            Blob blob = repository.Lookup<Blob>(id) ?? throw new KeyNotFoundException($"no object {id}");
            using Stream content = blob.GetContentStream();
            SHA256.HashData(content);
        }

        return ids.Length;
    }

    /// <summary>How many paths of the work tree differ from HEAD.</summary>
    public int CountChanges()
    {
        using var repository = new Repository(folder);
        return repository.RetrieveStatus(new StatusOptions { IncludeIgnored = false, RecurseUntrackedDirs = true }).Count();
    }

    private static void Add(Tree tree, List<string> ids)
    {
        foreach (TreeEntry entry in tree)
        {
            if (entry.TargetType == TreeEntryTargetType.Tree)
            {
                Add((Tree)entry.Target, ids);
            }
            else if (entry.TargetType == TreeEntryTargetType.Blob)
            {
                ids.Add(entry.Target.Sha);
            }
        }
    }
}
