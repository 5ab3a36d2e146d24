using System.Globalization;
using System.Text;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Snapshots.Scopes;

/// <summary>
/// What a repository adds to the ignore files, in the form of texts by path: it is kept with the ignore files of a
/// snapshot, below the name <c>.git</c>, which no scope holds (docs/format/snapshots.md). What git tracks is not kept.
/// </summary>
internal static class SurroundingTexts
{
    private const byte Separator = 0;

    private static ReadOnlySpan<byte> RootRule => ".git/ignored"u8;

    private static ReadOnlySpan<byte> SubmoduleMark => "/.git/submodule"u8;

    private static ReadOnlySpan<byte> Folder => ".git/ignores/"u8;

    /// <summary>The texts of surroundings.</summary>
    public static IEnumerable<KeyValuePair<TreePath, byte[]>> Write(IgnoreSurroundings surroundings)
    {
        if (surroundings.RuleAgainstRoot is { } rule)
        {
            yield return new(TreePath.FromBytes(RootRule), Encoding.UTF8.GetBytes(rule));
        }

        foreach (KeyValuePair<TreePath, byte[]> text in WriteRules([], surroundings.Rules))
        {
            yield return text;
        }

        foreach ((TreePath path, IReadOnlyList<OutsideRules> rules) in surroundings.Submodules.Where(submodule => !IsInIgnoreFile(submodule.Key)))
        {
            yield return new(TreePath.FromBytes([.. path.Bytes, .. SubmoduleMark]), []);
            foreach (KeyValuePair<TreePath, byte[]> text in WriteRules([.. path.Bytes, (byte)'/'], rules))
            {
                yield return text;
            }
        }
    }

    /// <summary>The surroundings among the texts of a snapshot's ignore files.</summary>
    public static IgnoreSurroundings Read(IReadOnlyDictionary<TreePath, byte[]> texts)
    {
        var submodules = new Dictionary<TreePath, IReadOnlyList<OutsideRules>>();
        foreach (TreePath path in texts.Keys)
        {
            if (path.Bytes.EndsWith(SubmoduleMark))
            {
                ReadOnlySpan<byte> submodule = path.Bytes[..^SubmoduleMark.Length];
                submodules[TreePath.FromBytes(submodule)] = ReadRules([.. submodule, (byte)'/'], texts);
            }
        }

        return new IgnoreSurroundings
        {
            Rules = ReadRules([], texts),
            RuleAgainstRoot = texts.TryGetValue(TreePath.FromBytes(RootRule), out byte[]? rule) ? Encoding.UTF8.GetString(rule) : null,
            Submodules = submodules,
        };
    }

    // A submodule in a folder of this name stands where, had the folder been a file, its text would.
    private static bool IsInIgnoreFile(TreePath path)
    {
        byte[] bounded = [(byte)'/', .. path.Bytes, (byte)'/'];
        return bounded.AsSpan().IndexOf("/.gitignore/"u8) >= 0;
    }

    private static IEnumerable<KeyValuePair<TreePath, byte[]>> WriteRules(byte[] repository, IReadOnlyList<OutsideRules> rules) =>
        rules.Select((file, number) => new KeyValuePair<TreePath, byte[]>(
            PathOf(repository, number), [.. Encoding.UTF8.GetBytes(file.Name), Separator, .. file.Prefix, Separator, .. file.Content]));

    private static List<OutsideRules> ReadRules(byte[] repository, IReadOnlyDictionary<TreePath, byte[]> texts)
    {
        var rules = new List<OutsideRules>();
        while (texts.TryGetValue(PathOf(repository, rules.Count), out byte[]? text))
        {
            // What is left of a text that is none of these stands for an empty file.
            byte[][] parts = Split(text);
            rules.Add(new OutsideRules(Encoding.UTF8.GetString(parts[0]), parts[2]).In(parts[1]));
        }

        return rules;
    }

    private static byte[][] Split(byte[] text)
    {
        int first = Array.IndexOf(text, Separator);
        int second = first < 0 ? -1 : Array.IndexOf(text, Separator, first + 1);
        return second < 0 ? [[], [], []] : [text[..first], text[(first + 1)..second], text[(second + 1)..]];
    }

    private static TreePath PathOf(byte[] repository, int number) => TreePath.FromBytes(
        [.. repository, .. Folder, .. Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture))]);
}
