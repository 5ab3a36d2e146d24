using AuditGraph.Core.Ledger;

namespace AuditGraph.Core.Runs;

/// <summary>
/// Which run put each output in its place last, as the ledger tells: it is read from its newest entry backwards, no further
/// than it takes, and each entry once, however many runs ask. For several threads at once.
/// </summary>
internal sealed class LastWriters
{
    private readonly Dictionary<string, LedgerEntry> writers = new(StringComparer.Ordinal);

    private readonly Lock turn = new();

    // The entries that were read are those from the one up to the other.
    private long oldest;

    private long end;

    /// <summary>The entry of the run that put an output in its place last; null where none did.</summary>
    /// <param name="view">The ledger as it is.</param>
    /// <param name="output">The output's path from the root.</param>
    /// <exception cref="AuditException">The ledger cannot be read.</exception>
    public LedgerEntry? Find(LedgerView view, string output)
    {
        lock (turn)
        {
            ReadNewer(view);
            LedgerEntry? writer;
            while (!writers.TryGetValue(output, out writer) && oldest > 0)
            {
                // An older one never takes the place of a newer one.
                LedgerEntry entry = view.ReadEntry(--oldest).Entry;
                foreach (RecordedOutput written in entry.Outputs)
                {
                    writers.TryAdd(written.Path, entry);
                }
            }

            return writer;
        }
    }

    private void ReadNewer(LedgerView view)
    {
        if (end == 0 || view.Size < end)
        {
            writers.Clear();
            oldest = end = view.Size;
        }

        for (; end < view.Size; end++)
        {
            LedgerEntry entry = view.ReadEntry(end).Entry;
            foreach (RecordedOutput written in entry.Outputs)
            {
                writers[written.Path] = entry;
            }
        }
    }
}
