using System.Text;
using System.Text.RegularExpressions;
using AuditGraph.Core.Reports.Manifests;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckManifest;

/// <summary>Reads the manifests of a bag (RFC 8493), and what of the bag itself is not as it has to be.</summary>
internal sealed partial class BagReader
{
    private const string Fetch = "fetch.txt";

    private const string TagPrefix = "tag";

    private readonly IReadOnlyList<ManifestFile> files;
    private readonly ManifestContent into;

    private BagReader(IReadOnlyList<ManifestFile> files, ManifestContent into) =>
        (this.files, this.into) = (files, into);

    /// <summary>The name of the file that says that a folder is a bag.</summary>
    public static ReadOnlySpan<byte> DeclarationName => "bagit.txt"u8;

    /// <summary>Whether a file of a bag's folder is read as part of its manifests.</summary>
    public static bool IsBagFile(string name) => name is "bagit.txt" or Fetch || ManifestFileName().IsMatch(name);

    /// <summary>Whether a path is that of a bag's payload.</summary>
    /// <param name="bag">The bag's folder.</param>
    /// <param name="path">The path, which is the folder or is in it.</param>
    public static bool IsPayload(TreePath bag, TreePath path) =>
        path != bag && path.Bytes[(bag.Bytes.IsEmpty ? 0 : bag.Bytes.Length + 1)..].StartsWith(BagName.Payload);

    /// <summary>Reads a bag.</summary>
    /// <param name="files">Those of its files that <see cref="IsBagFile"/> tells.</param>
    /// <param name="into">Takes what they name, of the bag's folder.</param>
    public static void Read(IReadOnlyList<ManifestFile> files, ManifestContent into) =>
        new BagReader(files, into).Read();

    private void Read()
    {
        ReadDeclaration();
        ManifestFile[] payload = [.. files.Where(file => file.Name.StartsWith("manifest-", StringComparison.Ordinal))];
        if (payload.Length == 0)
        {
            Say(into.Root, 0, "The bag has no payload manifest, such as 'manifest-sha512.txt'.", "no manifest");
        }

        foreach (ManifestFile file in files.Where(file => ManifestFileName().IsMatch(file.Name)))
        {
            ReadManifest(file);
        }

        RequireInAll(payload);
        if (files.FirstOrDefault(file => file.Name == Fetch) is { } fetch)
        {
            ReadFetch(fetch);
        }
    }

    // Section 2.1.1: two lines, in this order, without a byte order mark.
    private void ReadDeclaration()
    {
        if (files.FirstOrDefault(file => file.Path.Name.SequenceEqual(DeclarationName)) is not { } file)
        {
            Say(into.Root, 0, "The folder is no bag: it has no 'bagit.txt'.", "no declaration");
            return;
        }

        string[] lines = [.. ManifestLines.OfBag(file.Content).Select(line => Encoding.UTF8.GetString(line.Line.Span))];
        if (lines.Length < 1 || !Version().IsMatch(lines[0]))
        {
            Say(file.Path, 1, "The line is not 'BagIt-Version: 1.0', or that of another version.", "version");
        }

        if (lines.Length < 2 || !TagEncoding().IsMatch(lines[1]))
        {
            Say(
                file.Path,
                2,
                "The line is not 'Tag-File-Character-Encoding: UTF-8', and names are read as such.",
                "encoding");
        }

        if (lines.Length > 2)
        {
            Say(file.Path, 3, "There is more than the two lines that a bag's declaration has.", "more");
        }
    }

    private void ReadManifest(ManifestFile file)
    {
        bool isOfTags = file.Name.StartsWith(TagPrefix, StringComparison.Ordinal);
        string algorithm = ManifestFileName().Match(file.Name).Groups["algorithm"].Value;
        foreach ((int number, ReadOnlyMemory<byte> line) in ManifestLines.OfBag(file.Content))
        {
            var place = new ManifestPlace(file.Path, number);
            if (line.Span.Trim(" \t"u8).IsEmpty)
            {
                continue;
            }

            if (!TryRead(line.Span, HashKinds.OfName(algorithm), out string hash, out byte[] name))
            {
                into.Reject(place, line.Span, $"a hash by {algorithm} and a name");
            }
            else
            {
                Take(place, isOfTags, algorithm, hash, name);
            }
        }
    }

    private void Take(ManifestPlace place, bool isOfTags, string algorithm, string hash, byte[] name)
    {
        if (into.Name(place, name) is not { } entry)
        {
            return;
        }

        // Sections 2.1.3 and 2.2.1: payload manifests name the payload, those of tag files all else but themselves.
        bool isPayload = IsPayload(into.Root, entry.Path);
        if (isPayload == isOfTags)
        {
            Say(
                place.File, place.Line,
                isOfTags ? $"A tag manifest does not name the payload, such as '{entry.Path}'."
                    : $"A payload manifest names what is below 'data/', and '{entry.Path}' is not.",
                entry.Path.ToString());
        }

        if (HashKinds.OfName(algorithm) is { } kind)
        {
            into.Hash(place, entry, kind, hash);
        }
        else
        {
            entry.UnknownHashes.Add(algorithm);
        }
    }

    // Section 3: every payload file is named by every payload manifest.
    private void RequireInAll(ManifestFile[] payload)
    {
        foreach (ManifestEntry entry in into.Entries.Values
            .Where(entry => IsPayload(into.Root, entry.Path))
            .OrderBy(entry => entry.Path))
        {
            foreach (ManifestFile file in payload.Where(file => !entry.NamedIn.Contains(file.Path)))
            {
                Say(
                    file.Path,
                    0,
                    $"It does not name '{entry.Path}', which {entry.Place} names.",
                    entry.Path.ToString());
            }
        }
    }

    // Section 2.2.3: an address, a length or '-', and a name, which a payload manifest has too.
    private void ReadFetch(ManifestFile file)
    {
        foreach ((int number, ReadOnlyMemory<byte> line) in ManifestLines.OfBag(file.Content))
        {
            var place = new ManifestPlace(file.Path, number);
            Match match = FetchLine().Match(Encoding.Latin1.GetString(line.Span));
            if (line.Span.Trim(" \t"u8).IsEmpty)
            {
                continue;
            }

            if (!match.Success)
            {
                into.Reject(place, line.Span, "an address, a length or '-', and a name");
                continue;
            }

            byte[] name = BagName.Decode(Encoding.Latin1.GetBytes(match.Groups["name"].Value));
            if (ManifestPath.Read(into.Root, name, out TreePath path) is { } fault)
            {
                into.Refuse(place, name, fault);
            }
            else if (IsPayload(into.Root, path) && into.Entries.TryGetValue(path, out ManifestEntry? entry))
            {
                entry.IsToFetch = true;
            }
            else
            {
                Say(file.Path, number, $"It names '{path}', which no payload manifest names.", path.ToString());
            }
        }
    }

    private void Say(TreePath file, int line, string message, string key) =>
        into.Add(ManifestRuleIds.Bag, new ManifestPlace(file, line), message, key);

    // A hash, spaces or tabs, and a name, before which md5sum and its kin write an asterisk.
    private static bool TryRead(ReadOnlySpan<byte> line, HashKind? kind, out string hash, out byte[] name)
    {
        int end = line.IndexOfAny((byte)' ', (byte)'\t');
        (hash, name) = ("", []);
        if (end <= 0)
        {
            return false;
        }

        string digits = Encoding.Latin1.GetString(line[..end]);
        hash = (kind is { } known ? HashKinds.Read(known, digits) : digits) ?? "";
        ReadOnlySpan<byte> written = line[end..].TrimStart(" \t"u8);
        name = BagName.Decode(written.StartsWith("*"u8) ? written[1..] : written);
        return hash.Length > 0 && name.Length > 0;
    }

    [GeneratedRegex("^(tag)?manifest-(?<algorithm>[A-Za-z0-9-]+)\\.txt$", RegexOptions.CultureInvariant)]
    private static partial Regex ManifestFileName();

    [GeneratedRegex("^BagIt-Version: [0-9]+\\.[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Version();

    [GeneratedRegex("^Tag-File-Character-Encoding: UTF-8$", RegexOptions.CultureInvariant)]
    private static partial Regex TagEncoding();

    [GeneratedRegex("^[^ \t]+[ \t]+([0-9]+|-)[ \t]+(?<name>.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex FetchLine();
}
