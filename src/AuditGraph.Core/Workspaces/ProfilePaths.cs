namespace AuditGraph.Core.Workspaces;

/// <summary>Where everything of one profile of one workspace is; all paths are absolute.</summary>
/// <param name="Root">The workspace's root.</param>
/// <param name="Profile">The profile's name, already validated.</param>
internal sealed record ProfilePaths(string Root, string Profile)
{
    /// <summary>What ends the name of a lock's file.</summary>
    public const string LockExtension = ".lock";

    /// <summary>The name of a record in its run's folder.</summary>
    public const string RecordName = "run.json";

    /// <summary>The name of a run's report as data, compressed, beside its record.</summary>
    public const string ReportName = "report.json.gz";

    /// <summary>The folder below which all outputs are.</summary>
    public string Exports => Path.Join(Root, "exports");

    /// <summary>The profile's own folder.</summary>
    public string Folder => Path.Join(Root, ".pkg", "profiles", Profile);

    /// <summary>One folder for every finished run, named by its id.</summary>
    public string Runs => Path.Join(Folder, "runs");

    /// <summary>The record of a finished run.</summary>
    public string RecordOf(string runId) => Path.Join(Runs, runId, RecordName);

    /// <summary>The report of a finished run as data, beside its record.</summary>
    public string ReportOf(string runId) => Path.Join(Runs, runId, ReportName);

    /// <summary>Evidence that is kept with a finished run, beside its record.</summary>
    public string EvidenceOf(string runId, string name) => Path.Join(Runs, runId, name);

    /// <summary>The locks of runs under way, and records that are being made.</summary>
    public string PendingRuns => Path.Join(Runs, ".pending");

    /// <summary>The transparency log.</summary>
    public string Ledger => Path.Join(Folder, "ledger");

    /// <summary>The tree store.</summary>
    public string Snapshots => Path.Join(Folder, "snapshots");

    /// <summary>What can be deleted at no cost but time.</summary>
    public string Cache => Path.Join(Folder, "cache");

    /// <summary>Keys; readable by their owner alone.</summary>
    public string Secrets => Path.Join(Folder, "secrets");

    /// <summary>The file whose OS lock shows that a run's process is alive and at work on it.</summary>
    public string LockOfRun(string runId) => Path.Join(PendingRuns, runId + LockExtension);

    /// <summary>The file whose OS lock serialises appending to the ledger.</summary>
    public string Lock => Path.Join(Folder, "lock");
}
