using AuditGraph.Core.Ledger;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Runs;

/// <summary>
/// Tells whether an output is still the one that a run found in its place when it decided to take it. What was appended to
/// the ledger since is read once, however many runs ask.
/// </summary>
/// <param name="root">The workspace's root.</param>
internal sealed class LaterOutputs(string root)
{
    private readonly Dictionary<string, long> lastPlaces = new(StringComparer.Ordinal);

    private readonly Dictionary<string, long> lastEnds = new(StringComparer.Ordinal);

    private long? read;

    /// <summary>Whether nobody has finished a run of the job, or put another output in its place, since.</summary>
    /// <param name="view">The ledger as it is, whose lock is held.</param>
    /// <param name="decidedAt">How many entries it had when that was decided.</param>
    /// <param name="run">The run.</param>
    public bool IsUntouched(LedgerView view, long decidedAt, AuditJobRun run)
    {
        ReadFrom(view, decidedAt);
        if (lastEnds.GetValueOrDefault(run.Job, -1) >= decidedAt
            || run.Outputs.Any(output => lastPlaces.GetValueOrDefault(Path.GetRelativePath(root, output.Path), -1) >= decidedAt))
        {
            return false;
        }

        try
        {
            return run.Origin == AuditRunOrigin.Restored
                || run.Outputs.All(output => RegularFile.TryHash(output.Path)?.ToString() == output.Sha256);
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void ReadFrom(LedgerView view, long decidedAt)
    {
        for (long index = read ?? decidedAt; index < view.Size; index++)
        {
            LedgerEntry entry = view.ReadEntry(index).Entry;
            if (entry.Type == LedgerEntryType.RunFinished && entry.Status is not (AuditRunStatus.Blocked or AuditRunStatus.Skipped))
            {
                lastEnds[entry.Job] = index;
            }

            foreach (RecordedOutput output in entry.Outputs)
            {
                lastPlaces[output.Path] = index;
            }
        }

        read = view.Size;
    }
}
