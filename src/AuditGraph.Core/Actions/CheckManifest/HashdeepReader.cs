using System.Globalization;
using System.Text;

namespace AuditGraph.Core.Actions.CheckManifest;

/// <summary>
/// Reads output of <c>hashdeep</c>: lines of <c>%%%%</c> that say its version and what the columns are, comments that
/// begin with <c>#</c>, and lines of values with commas between them, of which the name is the last.
/// </summary>
internal static class HashdeepReader
{
    /// <summary>What the first line begins with.</summary>
    public const string Magic = "%%%% HASHDEEP-";

    private const string Size = "size";

    private const string FileName = "filename";

    /// <summary>Reads a manifest.</summary>
    public static void Read(ManifestFile file, ManifestContent into)
    {
        string[] columns = [];
        foreach ((int number, ReadOnlyMemory<byte> line) in ManifestLines.Of(file.Content))
        {
            var place = new ManifestPlace(file.Path, number);
            if (line.Length == 0 || line.Span[0] == '#')
            {
                continue;
            }

            if (!line.Span.StartsWith("%%%% "u8))
            {
                Read(place, line.Span, columns, into);
            }
            else if (number > 1)
            {
                columns = Encoding.Latin1.GetString(line.Span[5..]).Split(',');
            }
        }
    }

    private static void Read(ManifestPlace place, ReadOnlySpan<byte> line, string[] columns, ManifestContent into)
    {
        var values = new List<string>();
        ReadOnlySpan<byte> rest = line;
        while (values.Count < columns.Length - 1 && rest.IndexOf((byte)',') is >= 0 and int comma)
        {
            values.Add(Encoding.Latin1.GetString(rest[..comma]));
            rest = rest[(comma + 1)..];
        }

        if (columns is not [.., FileName] || values.Count < columns.Length - 1 || rest.IsEmpty
            || !columns.Zip(values).All(pair => IsValue(pair.First, pair.Second)))
        {
            into.Reject(
                place,
                line,
                columns is [.., FileName]
                    ? $"'{string.Join(',', columns)}'"
                    : "a line '%%%% size,sha256,filename' before it");
            return;
        }

        if (into.Name(place, rest) is not { } entry)
        {
            return;
        }

        foreach ((string column, string value) in columns.Zip(values))
        {
            if (column == Size)
            {
                entry.Bytes ??= long.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture);
            }
            else if (HashKinds.OfName(column) is { } kind)
            {
                into.Hash(place, entry, kind, HashKinds.Read(kind, value)!);
            }
            else
            {
                entry.UnknownHashes.Add(column);
            }
        }
    }

    private static bool IsValue(string column, string value) =>
        column == Size ? long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            : HashKinds.OfName(column) is not { } kind || HashKinds.Read(kind, value) is not null;
}
