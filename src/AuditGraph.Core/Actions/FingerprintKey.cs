using System.Security.Cryptography;
using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Actions;

/// <summary>
/// The workspace's key by which secrets are told apart without being known: who has a report alone cannot try out
/// guesses. It is made once, from the system's random source, and kept in the profile's <c>secrets/</c>.
/// </summary>
internal sealed class FingerprintKey
{
    private const string FileName = "fingerprint-key";

    private const int Size = 32;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly byte[] key;

    /// <summary>The key of some bytes.</summary>
    public FingerprintKey(byte[] key)
    {
        this.key = key;
        Id = Mac("auditgraph check.secrets fingerprint-key").ToString();
    }

    /// <summary>What tells it from other keys, and says nothing else of it.</summary>
    public string Id { get; }

    /// <summary>What tells a secret from others, for who has the key.</summary>
    public ContentHash Mac(ReadOnlySpan<char> secret)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(secret.ToString()), mac);
        return ContentHash.FromBytes(mac);
    }

    /// <summary>The key of a workspace; null where there is none yet.</summary>
    /// <exception cref="AuditWorkspaceException"><c>PrivateFileExposed</c>, <c>ReadFailed</c>.</exception>
    public static FingerprintKey? TryRead(ProfilePaths paths, IDisk disk)
    {
        PrivateFile file = FileOf(paths, disk);
        try
        {
            return file.TryRead(2 * Size) is not { } text ? null
                : ContentHash.TryParse(Encoding.ASCII.GetString(text).TrimEnd('\n'), out ContentHash bytes)
                    ? new FingerprintKey(bytes.Bytes.ToArray())
                    : throw Unreadable(file.Path, "it holds no key", null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw Unreadable(file.Path, failure.Message, failure);
        }
    }

    /// <summary>
    /// The key of a workspace, made now where there is none. Of several who make it at once one does.
    /// </summary>
    /// <exception cref="AuditWorkspaceException">
    /// <c>PrivateFileExposed</c>, <c>ReadFailed</c>, <c>WriteFailed</c>, <c>LockBusy</c>.
    /// </exception>
    /// <exception cref="OperationCanceledException">The waiting for others was cancelled.</exception>
    public static FingerprintKey ReadOrMake(ActionContext context, CancellationToken cancellation)
    {
        ProfilePaths paths = context.Workspace.Paths;
        if (TryRead(paths, context.Disk) is { } known)
        {
            return known;
        }

        using var held = FileLock.Acquire(context.Disk, paths.Lock, Patience, context.Observer, cancellation);
        if (TryRead(paths, context.Disk) is { } madeMeanwhile)
        {
            return madeMeanwhile;
        }

        byte[] made = RandomNumberGenerator.GetBytes(Size);
        FileOf(paths, context.Disk).Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(made)));
        return new FingerprintKey(made);
    }

    private static PrivateFile FileOf(ProfilePaths paths, IDisk disk) => new(
        Path.Join(paths.Secrets, FileName),
        disk,
        static (exposed, message) => new AuditWorkspaceException(WorkspaceErrors.PrivateFileExposed, message)
        {
            Target = exposed,
        });

    private static AuditWorkspaceException Unreadable(string path, string why, Exception? failure) =>
        new(WorkspaceErrors.ReadFailed, $"The key of fingerprints '{path}' could not be read: {why}", failure)
        {
            Target = path,
            RecommendedAction =
                "Restore the key from a backup, or delete it: the next run makes another, and tells all secrets as "
                + "new.",
        };
}
