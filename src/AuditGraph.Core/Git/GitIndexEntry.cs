using System.Text;

namespace AuditGraph.Core.Git;

/// <summary>A line of <c>git ls-files -z --stage -t</c>: <c>tag SP mode SP object SP stage TAB path NUL</c>.</summary>
/// <param name="Path">The path relative to the folder that git was asked about, in bytes.</param>
/// <param name="ObjectId">The id of the blob, or of a submodule's commit, in hexadecimal.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsSkipped">Whether git leaves it out of the work tree, as in a sparse checkout (skip-worktree).</param>
internal sealed record GitIndexEntry(byte[] Path, string ObjectId, GitEntryKind Kind, bool IsSkipped)
{
    /// <summary>The entries of a listing; a file under a merge conflict stands in it up to three times.</summary>
    public static IEnumerable<GitIndexEntry> ParseAll(byte[] listing)
    {
        for (int start = 0; start < listing.Length;)
        {
            int end = Array.IndexOf(listing, (byte)0, start);
            int tab = Array.IndexOf(listing, (byte)'\t', start, end - start);
            string[] words = Encoding.ASCII.GetString(listing, start, tab - start).Split(' ');
            yield return new GitIndexEntry(listing[(tab + 1)..end], words[2], GitTreeEntry.KindOf(words[1]), words[0] is "S" or "s");
            start = end + 1;
        }
    }
}
