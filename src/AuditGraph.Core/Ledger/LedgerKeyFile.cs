using System.Text;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Ledger;

/// <summary>Where a ledger's secret key is kept: <c>secrets/ledger-key.pem</c>, 0600 in a folder of 0700.</summary>
/// <param name="folder">The secrets folder.</param>
/// <param name="disk">The disk.</param>
/// <remarks>
/// A new key stands beside its place until a checkpoint is signed with it, so that at every moment the checkpoint
/// tells whether the log is signed, and by which key.
/// </remarks>
internal sealed class LedgerKeyFile(string folder, IDisk disk)
{
    private const int LongestKey = 16 * 1024;

    private readonly PrivateFile key = new(Path.Join(folder, "ledger-key.pem"), disk, Exposed);

    private readonly PrivateFile pending = new(Path.Join(folder, "ledger-key.pending.pem"), disk, Exposed);

    /// <summary>The key that signs.</summary>
    public string KeyPath => key.Path;

    /// <summary>The key that is about to sign for the first time.</summary>
    public string PendingPath => pending.Path;

    /// <summary>Whether there is a key that signs, readable or not.</summary>
    public bool Exists => key.Exists;

    /// <summary>The key that signs, or null where there is none.</summary>
    /// <exception cref="AuditEvidenceException"><c>LedgerKeyInvalid</c>, <c>LedgerKeyExposed</c>.</exception>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>.</exception>
    public LedgerKey? Load() => Load(key);

    /// <summary>The key that is about to sign for the first time, or null where there is none.</summary>
    /// <exception cref="AuditEvidenceException"><c>LedgerKeyInvalid</c>, <c>LedgerKeyExposed</c>.</exception>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>.</exception>
    public LedgerKey? LoadPending() => Load(pending);

    /// <summary>Writes a new key beside its place.</summary>
    /// <exception cref="AuditWorkspaceException"><c>WriteFailed</c>.</exception>
    public void SavePending(LedgerKey made) => pending.Write(Encoding.ASCII.GetBytes(made.Pem));

    /// <summary>Puts the pending key in its place.</summary>
    /// <exception cref="IOException">It cannot be renamed.</exception>
    public void Promote()
    {
        disk.Rename(PendingPath, KeyPath);
        disk.FlushFolder(folder);
    }

    private static LedgerKey? Load(PrivateFile file)
    {
        try
        {
            return file.TryRead(LongestKey) is { } pem ? LedgerKey.FromPem(Encoding.ASCII.GetString(pem)) : null;
        }
        catch (AuditEvidenceException failure) when (failure.Descriptor == EvidenceErrors.LedgerKeyInvalid)
        {
            throw new AuditEvidenceException(
                EvidenceErrors.LedgerKeyInvalid, $"'{file.Path}' holds no secret key of a ledger.", failure)
            {
                Target = file.Path,
                RecommendedAction = "Restore the key from a backup; without it nothing can be appended to this ledger.",
            };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new AuditWorkspaceException(
                WorkspaceErrors.ReadFailed, $"The ledger's key could not be read: {failure.Message}", failure)
            {
                Target = file.Path,
            };
        }
    }

    private static AuditEvidenceException Exposed(string path, string message) =>
        new(EvidenceErrors.LedgerKeyExposed, message) { Target = path };
}
