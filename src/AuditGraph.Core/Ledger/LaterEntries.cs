namespace AuditGraph.Core.Ledger;

/// <summary>
/// The entries that others have appended since a verification began, by which it can tell a file that has changed from
/// one that has been recorded anew.
/// </summary>
/// <param name="folder">The ledger's folder.</param>
/// <param name="origin">The log's name.</param>
/// <param name="size">How many entries the verification knows.</param>
internal sealed class LaterEntries(string folder, string origin, long size)
{
    private long known = size;

    /// <summary>The entries that were appended since this was asked last, the oldest first.</summary>
    public IReadOnlyList<LedgerEntry> Read()
    {
        try
        {
            if (LedgerView.TryOpen(folder) is not { } view || view.Checkpoint.Origin != origin || view.Size <= known)
            {
                return [];
            }

            List<LedgerEntry> entries =
                [.. view.ReadBackwards().TakeWhile(recorded => recorded.Index >= known).Select(recorded => recorded.Entry)];
            entries.Reverse();
            known = view.Size;
            return entries;
        }
        catch (AuditException)
        {
            // What does not hold is for the verification to tell, and explains nothing.
            return [];
        }
    }
}
