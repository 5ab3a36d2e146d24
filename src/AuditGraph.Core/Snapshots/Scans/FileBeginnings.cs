using System.Security.Cryptography;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>
/// Tells what the beginnings of files hold, to find out of a file that has grown whether what it was is still in it.
/// </summary>
/// <param name="root">The workspace's root.</param>
internal sealed class FileBeginnings(string root) : IDisposable
{
    private const int Room = 1 << 18;

    private readonly ContentReader reader = new(root);

    private byte[]? buffer;

    /// <summary>The SHA-256 of the first bytes of a file; null where it cannot be read or has not as many.</summary>
    /// <param name="path">The file.</param>
    /// <param name="length">How many bytes.</param>
    /// <param name="cancellation">Stops the work.</param>
    public ContentHash? FindHash(TreePath path, long length, CancellationToken cancellation)
    {
        buffer ??= new byte[Room];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        bool isRead = reader.TryReadBeginning(path, length, buffer, part =>
        {
            cancellation.ThrowIfCancellationRequested();
            hash.AppendData(part);
        });
        return isRead ? ContentHash.FromBytes(hash.GetHashAndReset()) : null;
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();
}
