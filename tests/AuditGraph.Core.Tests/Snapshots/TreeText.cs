using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Tests.Snapshots;

/// <summary>
/// Small trees as lists of paths: <c>a/b=text</c> is a file, <c>a/b*text</c> an executable one, <c>a/b&gt;target</c> a link,
/// <c>a/b@commit</c> a submodule, <c>a/b?</c> a file and <c>a/b/?</c> a folder that were not seen.
/// </summary>
internal static class TreeText
{
    private static readonly char[] Marks = ['=', '*', '>', '@', '?'];

    public static SnapshotTree Build(params string[] entries)
    {
        var nodes = new MemoryNodes();
        TreeNodeWriter root = Write(nodes, entries);
        return new SnapshotTree(nodes.Add(root.Node), root.Files, root.Bytes, nodes);
    }

    /// <summary>The entries of a tree, folder by folder; a file by its size and hash.</summary>
    public static string[] Show(SnapshotTree tree) => [.. Show(tree.Nodes, tree.Root, "")];

    /// <summary>The entries as they are shown.</summary>
    public static string[] Shown(params string[] entries) => Show(Build(entries));

    private static TreeNodeWriter Write(MemoryNodes nodes, string[] entries)
    {
        var writer = new TreeNodeWriter();
        foreach (IGrouping<string, string> group in entries.GroupBy(FirstName).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            byte[] name = Encoding.UTF8.GetBytes(group.Key);
            string first = group.First()[group.Key.Length..];
            byte[] text = Encoding.UTF8.GetBytes(first[1..]);
            switch (first[0])
            {
                case '=' or '*':
                    writer.AddFile(name, first[0] == '*', text.Length, ContentHash.Of(text));
                    break;
                case '>':
                    writer.AddLink(name, text);
                    break;
                case '@':
                    writer.AddSubmodule(name, text);
                    break;
                case '?':
                    writer.AddUnseen(name, directory: false);
                    break;
                default:
                    if (first == "/?")
                    {
                        writer.AddUnseen(name, directory: true);
                        break;
                    }

                    TreeNodeWriter below = Write(nodes, [.. group.Select(entry => entry[(group.Key.Length + 1)..])]);
                    writer.AddDirectory(name, nodes.Add(below.Node), below.Files, below.Bytes);
                    break;
            }
        }

        return writer;
    }

    private static string FirstName(string entry) => entry[..entry.IndexOfAny([.. Marks, '/'])];

    private static List<string> Show(INodeSource nodes, ContentHash node, string folder)
    {
        var shown = new List<string>();
        var entries = new TreeNodeReader(nodes.Read(node).Span);
        while (entries.MoveNext())
        {
            TreeEntry entry = entries.Current;
            string path = folder + EscapedText.Escape(entry.Name);
            if (entry.IsDirectory)
            {
                List<string> below = Show(nodes, entry.Hash, path + "/");
                shown.AddRange(below.Count == 0 ? [path + "/"] : below);
                continue;
            }

            shown.Add(entry.Kind switch
            {
                TreeEntryKind.Link => $"{path}>{EscapedText.Escape(entry.Target)}",
                TreeEntryKind.Submodule => $"{path}@{EscapedText.Escape(entry.Target)}",
                TreeEntryKind.UnseenFile => path + "?",
                TreeEntryKind.UnseenDirectory => path + "/?",
                TreeEntryKind.Executable => $"{path}*{entry.Bytes} {entry.Hash}",
                _ => $"{path}={entry.Bytes} {entry.Hash}",
            });
        }

        return shown;
    }
}
