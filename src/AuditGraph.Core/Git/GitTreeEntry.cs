using System.Text;

namespace AuditGraph.Core.Git;

/// <summary>A line of <c>git ls-tree -r -z</c>: <c>mode SP type SP object TAB path NUL</c>.</summary>
/// <param name="Path">The path relative to the workspace's root, in bytes.</param>
/// <param name="ObjectId">The blob's id in hexadecimal.</param>
/// <param name="IsExecutable">Whether the mode is 100755.</param>
/// <param name="IsLink">Whether the mode is 120000.</param>
internal sealed record GitTreeEntry(byte[] Path, string ObjectId, bool IsExecutable, bool IsLink)
{
    /// <summary>The entries of a listing; submodules, which are not files, are passed over.</summary>
    public static IEnumerable<GitTreeEntry> ParseAll(byte[] listing)
    {
        for (int start = 0; start < listing.Length;)
        {
            int end = Array.IndexOf(listing, (byte)0, start);
            int tab = Array.IndexOf(listing, (byte)'\t', start, end - start);
            string[] words = Encoding.ASCII.GetString(listing, start, tab - start).Split(' ');
            if (words[1] == "blob")
            {
                yield return new GitTreeEntry(listing[(tab + 1)..end], words[2], words[0] == "100755", words[0] == "120000");
            }

            start = end + 1;
        }
    }
}
