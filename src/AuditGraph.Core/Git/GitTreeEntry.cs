using System.Text;

namespace AuditGraph.Core.Git;

/// <summary>A line of <c>git ls-tree -r -z</c>: <c>mode SP type SP object TAB path NUL</c>.</summary>
/// <param name="Path">The path relative to the folder that git was asked about, in bytes.</param>
/// <param name="ObjectId">The id of the blob, or of a submodule's commit, in hexadecimal.</param>
/// <param name="Kind">What it is.</param>
internal sealed record GitTreeEntry(byte[] Path, string ObjectId, GitEntryKind Kind)
{
    /// <summary>The entries of a listing.</summary>
    public static IEnumerable<GitTreeEntry> ParseAll(byte[] listing)
    {
        for (int start = 0; start < listing.Length;)
        {
            int end = Array.IndexOf(listing, (byte)0, start);
            int tab = Array.IndexOf(listing, (byte)'\t', start, end - start);
            string[] words = Encoding.ASCII.GetString(listing, start, tab - start).Split(' ');
            yield return new GitTreeEntry(listing[(tab + 1)..end], words[2], KindOf(words[0]));
            start = end + 1;
        }
    }

    /// <summary>What a mode stands for (gitformat-index(5)); every other one, such as 100664 of old, is a plain file's.</summary>
    public static GitEntryKind KindOf(string mode) => mode switch
    {
        "100755" => GitEntryKind.Executable,
        "120000" => GitEntryKind.Link,
        "160000" => GitEntryKind.Submodule,
        _ => GitEntryKind.File,
    };
}
