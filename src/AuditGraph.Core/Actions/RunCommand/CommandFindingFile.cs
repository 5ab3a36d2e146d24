using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Native;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Actions.RunCommand;

/// <summary>
/// The file in which a command says what it found. One that an earlier run left behind tells nothing of this one, so
/// that it must have been written while the command ran.
/// </summary>
/// <param name="source">Where the command says what it found.</param>
/// <param name="root">The workspace's root.</param>
internal sealed class CommandFindingFile(FindingsSource source, string root)
{
    private const int Longest = 256 << 20;

    private readonly FileStat? before = Look(source, root);

    /// <summary>Its content.</summary>
    /// <exception cref="AuditRunException"><c>CommandResultsInvalid</c>: it is not there, or not new.</exception>
    public byte[] Read()
    {
        string path = Path.Join(root, source.Path);
        try
        {
            return before is { } old && Look(source, root) == old
                ? throw new IOException("it was there before, and the command did not write it.")
                : RegularFile.TryRead(path, Longest) ?? throw new IOException("the command did not write it.");
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new AuditRunException(
                RunErrors.CommandResultsInvalid,
                $"What the command found cannot be read from '{DisplayText.Escape(source.Path!)}': {failure.Message}",
                failure)
            {
                Target = path,
            };
        }
    }

    private static FileStat? Look(FindingsSource source, string root) =>
        LinkFreePath.TryStat(Path.Join(root, source.Path), out FileStat stat, out _) ? stat : null;
}
