using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Workspaces;
using Microsoft.Win32.SafeHandles;

namespace AuditGraph.Core.Actions.RunCommand;

/// <summary>
/// The files that a job names as evidence. The hash of each is recorded. A copy is kept of those that are text, no
/// longer than what is kept of the output, and without anything that is masked: what is kept is then what has the hash,
/// and whoever knows most of a file cannot find out by the hash what was masked in it.
/// </summary>
/// <param name="root">The workspace's root.</param>
/// <param name="longestCopy">The most bytes of a file of which a copy is kept.</param>
/// <param name="masks">Masks what may not be kept.</param>
internal sealed class NamedEvidence(string root, int longestCopy, CommandMasks masks)
{
    private const long LongestFile = 1L << 32;

    // Keys are in it.
    private const string OwnFolder = ".pkg";

    private readonly byte[] buffer = new byte[64 * 1024];

    /// <summary>Puts a file onto the shelf.</summary>
    /// <param name="path">The file, from the workspace's root.</param>
    /// <param name="keptName">The name of its copy.</param>
    /// <param name="shelf">The shelf.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Why it cannot be put there; null where it was.</returns>
    public CheckGap? Take(string path, string keptName, EvidenceShelf shelf, CancellationToken cancellation)
    {
        if (path.Split('/')[0].Equals(OwnFolder, StringComparison.OrdinalIgnoreCase))
        {
            return GapOf(path, "is AuditGraph's own");
        }

        try
        {
            using SafeFileHandle? file = RegularFile.TryOpen(Path.Join(root, path));
            if (file is null)
            {
                return GapOf(path, "is not there");
            }

            if (RandomAccess.GetLength(file) > LongestFile)
            {
                return GapOf(path, $"is larger than {LongestFile >> 30} GiB");
            }

            shelf.Add(Read(path, keptName, file, cancellation));
            return null;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return GapOf(path, $"cannot be read: {DisplayText.Escape(failure.Message)}");
        }
    }

    private PackedEvidence Read(string path, string keptName, SafeFileHandle file, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var start = new MemoryStream();
        long length = 0;
        for (int count; length <= LongestFile && (count = RandomAccess.Read(file, buffer, length)) > 0; length += count)
        {
            cancellation.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, count);
            if (length <= longestCopy)
            {
                start.Write(buffer, 0, count);
            }
        }

        byte[] content = length <= longestCopy ? start.ToArray() : [];
        return content.Length == length && IsFitToKeep(content)
            ? PackedEvidence.Keep(path, isOfWorkspace: true, keptName, content)
            : PackedEvidence.Tell(path, ContentHash.FromBytes(hash.GetHashAndReset()), length);
    }

    private bool IsFitToKeep(byte[] content)
    {
        if (!Utf8.IsValid(content))
        {
            return false;
        }

        string text = Encoding.UTF8.GetString(content);
        return masks.Apply(text) == text;
    }

    private static CheckGap GapOf(string path, string why) =>
        new(path, $"The evidence '{DisplayText.Escape(path)}' {why}.", AuditVerdict.Fail);
}
