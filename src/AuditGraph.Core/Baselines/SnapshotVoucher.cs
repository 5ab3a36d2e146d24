using System.Text.Json;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Baselines;

/// <summary>
/// Holds a snapshot against the record of the run that took it, for whose hash the ledger vouches: who can write to the
/// tree store could otherwise put a snapshot there in which a change has been made already, and hide it so.
/// </summary>
/// <param name="paths">The profile.</param>
/// <param name="runs">The runs that ended well.</param>
internal sealed class SnapshotVoucher(ProfilePaths paths, SettledRuns runs)
{
    /// <summary>Compares the snapshot with what the record states of it.</summary>
    /// <param name="header">The snapshot of a run that ended well.</param>
    /// <returns>Why the record cannot tell, in a sentence; null where it vouches for the snapshot.</returns>
    /// <exception cref="AuditEvidenceException"><c>SnapshotNotRecorded</c>.</exception>
    public string? FindDoubt(SnapshotHeader header)
    {
        string path = paths.RecordOf(header.RunId);
        string? root;
        string? digest;
        try
        {
            if (RegularFile.TryRead(path, RunVerification.LongestRecord) is not { } record)
            {
                return Doubt(header, "is gone");
            }

            if (runs.Find(header.RunId)?.Record != ContentHash.Of(record))
            {
                return Doubt(header, "is not what the ledger names");
            }

            using var document = JsonDocument.Parse(record);
            root = document.RootElement.GetProperty("snapshotRoot").GetString();
            digest = document.RootElement.TryGetProperty("snapshotSha256", out JsonElement stated) ? stated.GetString() : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return Doubt(header, $"cannot be read ({failure.Message})");
        }

        Require(header, "root", header.Root, root);
        if (digest is not null || header.NeedsSecondForm)
        {
            // The root is of what was seen. The header names what was carried and the rules that were in force, too.
            Require(header, "header", header.Digest, digest);
        }

        return null;
    }

    private void Require(SnapshotHeader header, string part, ContentHash found, string? recorded)
    {
        if (found.ToString() != recorded)
        {
            throw new AuditEvidenceException(
                SnapshotErrors.SnapshotNotRecorded,
                $"The snapshot of the run {header.RunId} has the {part} {found}, and the run recorded {recorded ?? "none"}: the snapshot is not what the run saw.")
            {
                Target = Path.Join(paths.Snapshots, header.RunId + SnapshotFiles.SnapshotExtension),
            };
        }
    }

    private static string Doubt(SnapshotHeader header, string why) =>
        $"The record of the run {header.RunId}, whose snapshot is compared with, {why}: nothing vouches for the snapshot.";
}
