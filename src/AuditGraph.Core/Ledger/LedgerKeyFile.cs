using System.Text;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Native;
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

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Others = (UnixFileMode)0b111_111;

    /// <summary>The key that signs.</summary>
    public string KeyPath => Path.Join(folder, "ledger-key.pem");

    /// <summary>The key that is about to sign for the first time.</summary>
    public string PendingPath => Path.Join(folder, "ledger-key.pending.pem");

    /// <summary>Whether there is a key that signs, readable or not.</summary>
    public bool Exists => RegularFile.KindOf(KeyPath) != FileType.Unknown;

    /// <summary>The key that signs, or null where there is none.</summary>
    /// <exception cref="AuditEvidenceException"><c>LedgerKeyInvalid</c>, <c>LedgerKeyExposed</c>.</exception>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>.</exception>
    public LedgerKey? Load() => Load(KeyPath);

    /// <summary>The key that is about to sign for the first time, or null where there is none.</summary>
    /// <exception cref="AuditEvidenceException"><c>LedgerKeyInvalid</c>, <c>LedgerKeyExposed</c>.</exception>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>.</exception>
    public LedgerKey? LoadPending() => Load(PendingPath);

    /// <summary>Writes a new key beside its place.</summary>
    /// <exception cref="AuditWorkspaceException"><c>WriteFailed</c>.</exception>
    public void SavePending(LedgerKey key)
    {
        disk.CreateFolder(folder, OwnerOnly | UnixFileMode.UserExecute);
        RefuseIfExposed(folder);
        new AtomicFile(disk).Write(PendingPath, Encoding.ASCII.GetBytes(key.Pem), OwnerOnly);
    }

    /// <summary>Puts the pending key in its place.</summary>
    /// <exception cref="IOException">It cannot be renamed.</exception>
    public void Promote()
    {
        disk.Rename(PendingPath, KeyPath);
        disk.FlushFolder(folder);
    }

    private LedgerKey? Load(string path)
    {
        try
        {
            if (RegularFile.TryRead(path, LongestKey) is not byte[] pem)
            {
                return null;
            }

            RefuseIfExposed(folder);
            RefuseIfExposed(path);
            return LedgerKey.FromPem(Encoding.ASCII.GetString(pem));
        }
        catch (AuditEvidenceException failure) when (failure.Descriptor == EvidenceErrors.LedgerKeyInvalid)
        {
            throw new AuditEvidenceException(EvidenceErrors.LedgerKeyInvalid, $"'{path}' holds no secret key of a ledger.", failure)
            {
                Target = path,
                RecommendedAction = "Restore the key from a backup; without it nothing can be appended to this ledger.",
            };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new AuditWorkspaceException(
                WorkspaceErrors.ReadFailed, $"The ledger's key could not be read: {failure.Message}", failure)
            {
                Target = path,
            };
        }
    }

    private static void RefuseIfExposed(string path)
    {
        UnixFileMode mode = RegularFile.PermissionsOf(path);
        if ((mode & Others) != 0)
        {
            throw new AuditEvidenceException(
                EvidenceErrors.LedgerKeyExposed,
                $"'{path}' has the permissions {Convert.ToString((int)mode, 8)}; others than its owner can use it.")
            {
                Target = path,
            };
        }
    }
}
