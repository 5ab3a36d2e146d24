namespace AuditGraph.Core.Ledger;

/// <summary>What an entry of the ledger tells.</summary>
internal enum LedgerEntryType
{
    /// <summary><c>run.started</c>: a run is about to begin.</summary>
    RunStarted,

    /// <summary><c>run.finished</c>: a run's output and record are safely on disk.</summary>
    RunFinished,

    /// <summary><c>run.abandoned</c>: a run that started was found to have ended without finishing.</summary>
    RunAbandoned,

    /// <summary><c>key.added</c>: from this entry's checkpoint on, checkpoints are signed with this key.</summary>
    KeyAdded,

    /// <summary><c>baseline.approved</c>: somebody approved what a run saw as the baseline of its job.</summary>
    BaselineApproved,
}
