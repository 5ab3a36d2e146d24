using System.Globalization;
using System.Text;
using AuditGraph.Core.Reports.Manifests;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckManifest;

/// <summary>
/// Reads specifications of <c>mtree</c> as <c>mtree(5)</c> of NetBSD and FreeBSD describes them: names in the
/// folder at hand, which <c>type=dir</c> enters and <c>..</c> leaves, or whole paths; keywords, and those
/// that <c>/set</c> gives to all.
/// </summary>
internal sealed class MtreeReader
{
    private const string Expected = "a name and keywords, such as './a type=file size=1 sha256=…'";

    // What is read and not compared: it is of the system that the files are on, or a weaker sum.
    private static readonly HashSet<string> Others = new(StringComparer.Ordinal)
    {
        "cksum", "contents", "device", "flags", "gid", "gname", "inode", "mode", "nlink", "nochange", "resdevice",
        "rmd160", "rmd160digest", "ripemd160digest", "tags", "time", "uid", "uname",
    };

    private readonly ManifestContent into;
    private readonly Dictionary<string, string> standard = new(StringComparer.Ordinal);
    private readonly Stack<byte[]> folders = new();

    private MtreeReader(ManifestContent into) => this.into = into;

    /// <summary>Reads a manifest.</summary>
    public static void Read(ManifestFile file, ManifestContent into)
    {
        var reader = new MtreeReader(into);
        byte[] begun = [];
        int first = 0;
        foreach ((int number, ReadOnlyMemory<byte> line) in ManifestLines.Of(file.Content))
        {
            ReadOnlySpan<byte> text = line.Span.Trim(" \t"u8);
            first = begun.Length == 0 ? number : first;
            if (begun.Length == 0 && (text.IsEmpty || text[0] == '#'))
            {
                continue;
            }

            // A backslash at the end of a line goes on with the next.
            bool goesOn = text is [.., (byte)'\\'];
            begun = [.. begun, .. goesOn ? text[..^1] : text, (byte)' '];
            if (!goesOn)
            {
                reader.Read(new ManifestPlace(file.Path, first), begun);
                begun = [];
            }
        }

        if (begun.Length > 0)
        {
            reader.Read(new ManifestPlace(file.Path, first), begun);
        }
    }

    private void Read(ManifestPlace place, byte[] line)
    {
        string[] words = Encoding.Latin1.GetString(line).Split(
            (char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        switch (words)
        {
            case []:
                break;
            case ["/set", ..]:
                foreach (string word in words[1..])
                {
                    (string key, string value) = Split(word);
                    standard[key] = value;
                }

                break;
            case ["/unset", ..]:
                foreach (string word in words[1..])
                {
                    standard.Remove(word);
                }

                break;
            case [".."] when folders.Count > 0:
                folders.Pop();
                break;
            default:
                ReadEntry(place, line, words);
                break;
        }
    }

    private void ReadEntry(ManifestPlace place, byte[] line, string[] words)
    {
        var keywords = new Dictionary<string, string>(standard, StringComparer.Ordinal);
        foreach (string word in words[1..])
        {
            (string key, string value) = Split(word);
            keywords[key] = value;
        }

        if (VisName.Decode(Encoding.Latin1.GetBytes(words[0])) is not { } name || !IsSound(keywords))
        {
            into.Reject(place, line, Expected);
            return;
        }

        // Only a name without a slash is in the folder at hand.
        byte[] path = words[0].Contains('/', StringComparison.Ordinal) || folders.Count == 0
            ? name
            : [.. folders.Peek(), (byte)'/', .. name];
        bool isFolder = keywords.GetValueOrDefault("type") == "dir";
        if (isFolder && !words[0].Contains('/', StringComparison.Ordinal))
        {
            folders.Push(path);
        }

        if (into.Name(place, path) is { } entry)
        {
            Describe(place, entry, keywords);
            if (isFolder && keywords.ContainsKey("ignore"))
            {
                into.Ignored.Add(entry.Path);
            }
        }
    }

    private void Describe(ManifestPlace place, ManifestEntry entry, Dictionary<string, string> keywords)
    {
        foreach ((string key, string value) in keywords)
        {
            switch (key)
            {
                case "type":
                    entry.IsKindSaid = true;
                    entry.Kind = value switch
                    {
                        "file" => ManifestEntryKind.File,
                        "dir" => ManifestEntryKind.Folder,
                        "link" => ManifestEntryKind.Link,
                        _ => ManifestEntryKind.Other,
                    };
                    break;
                case "size":
                    entry.Bytes ??= long.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture);
                    break;
                case "link":
                    entry.Target ??= TreePath.FromBytes(VisName.Decode(Encoding.Latin1.GetBytes(value)));
                    break;
                case "optional":
                    entry.IsOptional = true;
                    break;
                case "ignore":
                    break;
                default:
                    DescribeMore(place, entry, key, value);
                    break;
            }
        }
    }

    private void DescribeMore(ManifestPlace place, ManifestEntry entry, string key, string value)
    {
        if (KindOf(key) is { } kind)
        {
            into.Hash(place, entry, kind, HashKinds.Read(kind, value)!);
        }
        else if (key is "rmd160" or "rmd160digest" or "ripemd160digest")
        {
            entry.UnknownHashes.Add("rmd160");
        }
        else
        {
            into.LeftOutKeywords[key] = into.LeftOutKeywords.GetValueOrDefault(key) + 1;
        }
    }

    private static bool IsSound(Dictionary<string, string> keywords) => keywords.All(keyword => keyword.Key switch
    {
        "size" => long.TryParse(keyword.Value, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        "link" => VisName.Decode(Encoding.Latin1.GetBytes(keyword.Value)) is not null,
        "type" or "optional" or "ignore" => true,
        var key => KindOf(key) is { } kind ? HashKinds.Read(kind, keyword.Value) is not null : Others.Contains(key),
    });

    private static HashKind? KindOf(string keyword) =>
        HashKinds.OfName(keyword.EndsWith("digest", StringComparison.Ordinal) ? keyword[..^"digest".Length] : keyword);

    private static (string Key, string Value) Split(string word) =>
        word.IndexOf('=', StringComparison.Ordinal) is >= 0 and int equals
            ? (word[..equals], word[(equals + 1)..])
            : (word, "");
}
