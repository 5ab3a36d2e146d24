using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Tests.Snapshots;

/// <summary>A small random set of files by path, few enough names and contents that everything meets everything.</summary>
internal sealed class RandomTree(Random random)
{
    private static readonly string[] Names = ["a", "b", "ab", "a-b", "a.b", "é", "\n", "Z"];

    public Dictionary<string, Content> Files { get; } = new(StringComparer.Ordinal);

    public static RandomTree Create(Random random, int files)
    {
        var tree = new RandomTree(random);
        for (int index = 0; index < files; index++)
        {
            tree.Put(tree.RandomPath());
        }

        return tree;
    }

    /// <summary>The same files after some edits.</summary>
    public RandomTree Edited(int edits)
    {
        var edited = new RandomTree(random);
        foreach ((string path, Content content) in Files)
        {
            edited.Files.Add(path, content);
        }

        for (int index = 0; index < edits; index++)
        {
            string[] paths = [.. edited.Files.Keys.Order(StringComparer.Ordinal)];
            string? path = paths.Length == 0 ? null : paths[random.Next(paths.Length)];
            switch (random.Next(5))
            {
                case 0 when path is not null:
                    edited.Files.Remove(path);
                    break;
                case 1 when path is not null:
                    Content moved = edited.Files[path];
                    edited.Files.Remove(path);
                    edited.Put(edited.RandomPath(), moved);
                    break;
                case 2 when path is not null:
                    edited.Files[path] = edited.Files[path] with { Executable = !edited.Files[path].Executable };
                    break;
                case 3 when path is not null:
                    edited.Put(path);
                    break;
                default:
                    edited.Put(edited.RandomPath());
                    break;
            }
        }

        return edited;
    }

    public SnapshotTree Build()
    {
        var builder = new TreeBuilder();
        KeyValuePair<string, Content>[] files = [.. Files];
        random.Shuffle(files);
        foreach ((string path, Content content) in files)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(path);
            if (content.IsLink)
            {
                builder.AddLink(bytes, Encoding.UTF8.GetBytes(content.Text));
            }
            else
            {
                builder.AddFile(bytes, content.Executable, Encoding.UTF8.GetByteCount(content.Text), ContentHash.Of(Encoding.UTF8.GetBytes(content.Text)));
            }
        }

        return builder.Build();
    }

    private string RandomPath() =>
        string.Join('/', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Names[random.Next(Names.Length)]));

    private void Put(string path) =>
        Put(path, new Content(new string('x', random.Next(0, 4)), random.Next(4) == 0, random.Next(5) == 0));

    private void Put(string path, Content content)
    {
        // A file takes the place of what is in the way: files below it, and files it would be below.
        foreach (string other in Files.Keys.ToArray())
        {
            if (other.StartsWith(path + "/", StringComparison.Ordinal) || path.StartsWith(other + "/", StringComparison.Ordinal))
            {
                Files.Remove(other);
            }
        }

        Files[path] = content;
    }

    internal sealed record Content(string Text, bool Executable, bool IsLink)
    {
        public ContentHash Hash => ContentHash.Of(Encoding.UTF8.GetBytes(Text));

        public bool IsSame(Content other) =>
            Text == other.Text && IsLink == other.IsLink && (IsLink || Executable == other.Executable);
    }
}
