using System.Globalization;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Native;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Ledger;

/// <summary>Reads the files of a ledger while another process may be appending to it.</summary>
/// <param name="folder">The ledger's folder.</param>
internal sealed class TileFiles(string folder)
{
    private const int Attempts = 20;

    /// <summary>The file that is written last.</summary>
    public string CheckpointPath => Path.Join(folder, "checkpoint");

    /// <summary>The absolute path of a tile or bundle.</summary>
    public string PathOf(TileName name) => Path.Join(folder, name.RelativePath);

    /// <summary>Whether there is anything under exactly this name.</summary>
    public bool Exists(TileName name) => RegularFile.KindOf(PathOf(name)) != FileType.Unknown;

    /// <summary>The checkpoint, or null where there is no such file.</summary>
    /// <exception cref="AuditEvidenceException"><c>LedgerTampered</c>: it is malformed.</exception>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>.</exception>
    public SignedCheckpoint? ReadCheckpoint()
    {
        byte[]? note = Read(CheckpointPath, SignedCheckpoint.LongestNote);
        return note is null ? null
            : SignedCheckpoint.TryParse(note, out SignedCheckpoint? checkpoint) ? checkpoint
            : throw Tampered($"'{CheckpointPath}' is not a checkpoint.", CheckpointPath);
    }

    /// <summary>The bytes of a tile or bundle as it is on disk under exactly this name, or null.</summary>
    /// <exception cref="AuditEvidenceException"><c>LedgerTampered</c>: it is longer than any could be.</exception>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>.</exception>
    public byte[]? TryRead(TileName name) => Read(
        PathOf(name), name.Level is null ? EntryBundle.LongestBundle : TileName.FullWidth * Canonical.ContentHash.Size);

    /// <summary>
    /// What a tile or bundle holds, under this name or, where a process that appended has deleted that since, as the
    /// first part of a wider one.
    /// </summary>
    /// <typeparam name="T">Hashes or entries.</typeparam>
    /// <param name="name">The tile or bundle.</param>
    /// <param name="decode">Reads all items from a file's bytes; null where it cannot.</param>
    /// <exception cref="AuditEvidenceException"><c>LedgerTampered</c>: it is missing or malformed.</exception>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>.</exception>
    public T[] Read<T>(TileName name, Func<byte[], T[]?> decode)
    {
        for (int attempt = 0; ; attempt++)
        {
            foreach (TileName candidate in Candidates(name))
            {
                byte[]? content = TryRead(candidate);
                if (content is null)
                {
                    continue;
                }

                if (decode(content) is { } items && items.Length == candidate.Width)
                {
                    return items.Length == name.Width ? items : items[..name.Width];
                }

                if (candidate == name || attempt == Attempts)
                {
                    throw Tampered($"'{PathOf(candidate)}' does not hold {candidate.Width} hashes or entries.", PathOf(candidate));
                }
            }

            // Each append makes the wider file before it deletes the narrower, but a listing may miss both.
            if (attempt == Attempts || !name.IsPartial)
            {
                throw Tampered($"'{PathOf(name)}' is missing.", PathOf(name));
            }

            Thread.Sleep(1);
        }
    }

    /// <summary>The widths of the partial forms of a place that are on disk, ascending.</summary>
    public IReadOnlyList<int> PartialWidths(TileName name)
    {
        var widths = new List<int>();
        foreach (PlainFolder.Entry entry in PlainFolder.List(Path.Join(folder, name.PartialFolder)))
        {
            bool isNumber = int.TryParse(entry.Name, NumberStyles.None, CultureInfo.InvariantCulture, out int width);
            if (isNumber && width is > 0 and < TileName.FullWidth)
            {
                widths.Add(width);
            }
        }

        widths.Sort();
        return widths;
    }

    /// <summary>The error that evidence on disk does not match.</summary>
    public static AuditEvidenceException Tampered(string message, string path) =>
        new(EvidenceErrors.LedgerTampered, message) { Target = path, Detail = new([new("path", path)]) };

    private IEnumerable<TileName> Candidates(TileName name)
    {
        yield return name;
        if (name.IsPartial)
        {
            foreach (int width in PartialWidths(name))
            {
                if (width > name.Width)
                {
                    yield return name with { Width = width };
                }
            }

            yield return name.Full;
        }
    }

    private static byte[]? Read(string path, int limit)
    {
        try
        {
            return RegularFile.TryRead(path, limit);
        }
        catch (InvalidDataException unexpected)
        {
            throw Tampered(unexpected.Message, path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AuditWorkspaceException(
                WorkspaceErrors.ReadFailed, $"The ledger could not be read: {failure.Message}", failure)
            {
                Target = path,
            };
        }
    }
}
