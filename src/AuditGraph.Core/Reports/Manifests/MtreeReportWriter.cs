using System.Globalization;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Reports.Manifests;

/// <summary>
/// Writes a specification that <c>mtree</c> of NetBSD and FreeBSD reads: whole paths, each folder before what is in it.
/// It is ASCII, whatever the bytes of the names are.
/// </summary>
internal sealed class MtreeReportWriter : ManifestWriter
{
    /// <inheritdoc/>
    public override string Format => "mtree";

    /// <inheritdoc/>
    protected override IEnumerable<string> LinesOf(IEnumerable<ManifestItem> items)
    {
        yield return "#mtree";
        yield return ". type=dir";
        TreePath previous = default;
        foreach (ManifestItem item in items)
        {
            foreach (string folder in FoldersOf(item.Path, previous))
            {
                yield return folder;
            }

            string name = VisName.Encode(item.Path.Bytes);
            yield return item.Sha256 is { } hash
                ? string.Create(CultureInfo.InvariantCulture, $"./{name} type=file size={item.Bytes} sha256={hash}")
                : $"./{name} type=link link={VisName.Encode(item.Target!.Value.Bytes)}";
            previous = item.Path;
        }
    }

    // The folders of a path that one before it is not in; paths are sorted, so that each folder comes once.
    private static List<string> FoldersOf(TreePath path, TreePath previous)
    {
        int common = path.Bytes.CommonPrefixLength(previous.Bytes);
        var folders = new List<string>();
        for (int index = 0; index < path.Bytes.Length; index++)
        {
            if (path.Bytes[index] == '/' && index >= common)
            {
                folders.Add($"./{VisName.Encode(path.Bytes[..index])} type=dir");
            }
        }

        return folders;
    }
}
