namespace AuditGraph.Core.Actions;

/// <summary>What ran in the workspace, by the order of its ledger.</summary>
internal interface IRecordedRuns
{
    /// <summary>
    /// The runs of some jobs, the one that ended last first, read as they are asked for. Nothing is written.
    /// </summary>
    /// <param name="job">Chooses by the job's name, before the record of a run is read.</param>
    /// <exception cref="AuditEvidenceException">The ledger has been tampered with.</exception>
    /// <exception cref="AuditWorkspaceException">The ledger cannot be read.</exception>
    IEnumerable<AuditJobRun> NewestFirst(Func<string, bool> job);
}
