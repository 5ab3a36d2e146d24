using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Ledger;

/// <summary>Reads the files with which somebody verifies evidence: keys, checkpoints, proofs.</summary>
internal static class EvidenceFiles
{
    /// <summary>A public key in PEM.</summary>
    /// <exception cref="AuditException">The file cannot be read, or holds no such key.</exception>
    public static LedgerPublicKey ReadKey(string path)
    {
        byte[] content = Read(path, SignedCheckpoint.LongestNote);
        try
        {
            return LedgerPublicKey.FromPem(Encoding.UTF8.GetString(content).TrimStart('\ufeff'));
        }
        catch (AuditEvidenceException failure)
        {
            throw new AuditEvidenceException(
                EvidenceErrors.LedgerKeyInvalid, $"'{DisplayText.Escape(path)}' holds no public key of a ledger: {ForeignFile.DescribeKey(content)}.", failure)
            {
                Target = path,
            };
        }
    }

    /// <summary>A checkpoint, signed or not.</summary>
    /// <exception cref="AuditException">The file cannot be read, or holds no checkpoint.</exception>
    public static SignedCheckpoint ReadCheckpoint(string path)
    {
        byte[] content = Read(path, SignedCheckpoint.LongestNote);
        return SignedCheckpoint.TryParse(content, out SignedCheckpoint? checkpoint)
            ? checkpoint
            : throw new AuditEvidenceException(
                EvidenceErrors.CheckpointInvalid, $"'{DisplayText.Escape(path)}' holds no checkpoint of a ledger: {ForeignFile.DescribeCheckpoint(content)}.")
            {
                Target = path,
            };
    }

    /// <summary>The bytes of a proof.</summary>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>.</exception>
    public static byte[] ReadProof(string path) => Read(path, RunProof.LongestProof);

    private static byte[] Read(string path, int limit)
    {
        string fault = "there is no such file";
        Exception? cause = null;
        try
        {
            if (RegularFile.TryRead(NamedPath.Resolve(path), limit) is { } content)
            {
                return content;
            }
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            fault = failure.Message;
            cause = failure;
        }

        throw new AuditWorkspaceException(
            WorkspaceErrors.ReadFailed, $"'{DisplayText.Escape(path)}' cannot be read: {fault}", cause)
        {
            Target = path,
        };
    }
}
