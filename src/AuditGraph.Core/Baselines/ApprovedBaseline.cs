using AuditGraph.Core.Ledger;
using AuditGraph.Core.Snapshots.Stores;

namespace AuditGraph.Core.Baselines;

/// <summary>What somebody approved as the baseline of a job.</summary>
/// <param name="Entry">The ledger's entry.</param>
/// <param name="Header">The snapshot that it states; its tree and facts are in the store.</param>
internal sealed record ApprovedBaseline(LedgerEntry Entry, SnapshotHeader Header)
{
    private const string Mark = "approval:";

    /// <summary>The approval's id, which is that of its snapshot.</summary>
    public string Id => Entry.Run;

    /// <summary>When it was approved.</summary>
    public DateTimeOffset Time => Entry.Time;

    /// <summary>By whom, and on which host.</summary>
    public string By => Entry.Approval!.By;

    /// <summary>Why.</summary>
    public string Reason => Entry.Approval!.Reason;

    /// <summary>The run whose state was approved.</summary>
    public string Run => Entry.Approval!.Approved;

    /// <summary>The patterns of what was approved; none where that was everything.</summary>
    public ValueList<string> Paths => Entry.Approval!.Paths;

    /// <summary>What a record calls the baseline: <c>approval:</c> and the id.</summary>
    public string Name => Mark + Id;

    /// <summary>
    /// The approval that a record names as the baseline of its run; null where it names something else.
    /// </summary>
    /// <param name="baseline">What the record says.</param>
    public static string? IdIn(string? baseline) =>
        baseline?.StartsWith(Mark, StringComparison.Ordinal) is true ? baseline[Mark.Length..] : null;
}
