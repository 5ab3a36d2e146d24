using AuditGraph.Core.Ledger;

namespace AuditGraph.Core.Runs;

/// <summary>What was decided about runs that were found dead.</summary>
/// <param name="Entries">What is to be appended to the ledger.</param>
/// <param name="RunIds">The runs that can be cleared up after once that is done.</param>
internal sealed record DeadRuns(IReadOnlyList<LedgerEntry> Entries, IReadOnlyList<string> RunIds)
{
    /// <summary>No run was found dead.</summary>
    public static DeadRuns None { get; } = new([], []);
}
