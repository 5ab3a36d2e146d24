using System.Diagnostics.CodeAnalysis;

namespace AuditGraph;

/// <summary>One execution of an audit job, as its record tells it. Runs are in the order of their starts.</summary>
[SuppressMessage("Design", "CA1036:Override methods on comparable types", Justification = "Runs are put in order; whoever asks which is larger asks for a property.")]
public sealed record AuditJobRun : IComparable<AuditJobRun>, IComparable
{
    /// <summary>The run's identity: a version 7 UUID (RFC 9562) in lower case, so ids sort by their start.</summary>
    public required string Id { get; init; }

    /// <summary>The name of the job.</summary>
    public required string Job { get; init; }

    /// <summary>The type of the job's action, or null for a run without a record.</summary>
    public string? ActionType { get; init; }

    /// <summary>Where the run stands.</summary>
    public required AuditRunStatus Status { get; init; }

    /// <summary>What the run found; <see cref="AuditVerdict.None"/> where its action judges nothing, or it did not come to its end.</summary>
    public AuditVerdict Verdict { get; init; }

    /// <summary>Where the report came from.</summary>
    public AuditRunOrigin Origin { get; init; }

    /// <summary>The run whose report it is, where the run made none itself; else null.</summary>
    public string? ReusedRunId { get; init; }

    /// <summary>Why the job ran, or why the report of an earlier run still held, the most fundamental first.</summary>
    public ValueList<AuditRunReason> Reasons { get; init; } = [];

    /// <summary>All that the report is a function of; empty where that cannot be told, so that it is never reused.</summary>
    public ValueList<AuditFingerprintPart> Fingerprint { get; init; } = [];

    /// <summary>
    /// The call of <c>auditgraph jobs run</c> or the pipeline of <c>Invoke-AuditJob</c> that the run was part of: a
    /// version 7 UUID in lower case; null for runs recorded before there was one.
    /// </summary>
    public string? InvocationId { get; init; }

    /// <summary>When the run started, in UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the run finished, in UTC, or null while it has not.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>
    /// The moment that counted as now when what is reported was compared and judged, in UTC: that of the run that made the
    /// report, where an earlier one did; null where there is no record.
    /// </summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>How long the run took, or null while it has not finished.</summary>
    public TimeSpan? Duration => FinishedAt - StartedAt;

    /// <summary>The files that the report was written to, in the order of the job's; none where the run wrote none.</summary>
    public ValueList<AuditRunOutput> Outputs { get; init; } = [];

    /// <summary>The report's absolute path, which is that of the first output, or null where the run wrote none.</summary>
    public string? OutputPath => Outputs.Count == 0 ? null : Outputs[0].Path;

    /// <summary>The size of the report there in bytes, or null where the run wrote none.</summary>
    public long? OutputBytes => Outputs.Count == 0 ? null : Outputs[0].Bytes;

    /// <summary>The SHA-256 of the report there in lower-case hexadecimal, or null where the run wrote none.</summary>
    public string? OutputSha256 => Outputs.Count == 0 ? null : Outputs[0].Sha256;

    /// <summary>
    /// The SHA-256, in lower-case hexadecimal, of the report as data, which is kept with the run whatever becomes of the
    /// output; null where there is none, as for runs of versions that kept none.
    /// </summary>
    public string? ReportSha256 { get; init; }

    /// <summary>The size of the report as data in bytes, before compression; null where there is none.</summary>
    public long? ReportBytes { get; init; }

    /// <summary>
    /// What a command wrote and the files that its job names, with their hashes; none where the action runs no command. Of a
    /// run that tried several times, that of the last try.
    /// </summary>
    public ValueList<AuditEvidenceFile> EvidenceFiles { get; init; } = [];

    /// <summary>What the report rests on: <c>snapshot</c>, <c>git</c> or <c>mtime</c>; null where there was no baseline.</summary>
    public string? Evidence { get; init; }

    /// <summary>The baseline that was compared with, such as <c>run:0190…</c> or <c>git:4f2a…</c>, or null.</summary>
    public string? Baseline { get; init; }

    /// <summary>The root hash of the baseline's tree in lower-case hexadecimal, or null.</summary>
    public string? BaselineRoot { get; init; }

    /// <summary>The root hash of the snapshot the run took in lower-case hexadecimal, or null.</summary>
    public string? SnapshotRoot { get; init; }

    /// <summary>The SHA-256 of that snapshot's header in lower-case hexadecimal, which names its scope and all its trees; null for runs of earlier versions, too.</summary>
    public string? SnapshotSha256 { get; init; }

    /// <summary>The SHA-256 of the configuration file in lower-case hexadecimal, or null.</summary>
    public string? ConfigurationSha256 { get; init; }

    /// <summary>The stable name of the error that ended the run, such as <c>Cancelled</c>, or null.</summary>
    public string? ErrorName { get; init; }

    /// <summary>The message of the error that ended the run, or null.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Every try of the job, the first one first; none for a run that was not started.</summary>
    public ValueList<AuditRunAttempt> Attempts { get; init; } = [];

    /// <summary>The needs of the job, and how they had ended.</summary>
    public ValueList<AuditRunNeed> Needs { get; init; } = [];

    /// <summary>The report's summary counts, such as <c>added</c>.</summary>
    public ValueMap<long> Counts { get; init; } = new();

    /// <summary>What the run could not see, and other warnings.</summary>
    public ValueList<string> Warnings { get; init; } = [];

    /// <summary>The workspace's root, as an absolute path.</summary>
    public required string Root { get; init; }

    /// <summary>The record's absolute path, or null while there is none.</summary>
    public string? RecordPath { get; init; }

    /// <summary>Whether this run started before another (less than 0) or after it (more than 0), as their ids tell.</summary>
    public int CompareTo(AuditJobRun? other) => string.CompareOrdinal(Id, other?.Id);

    /// <inheritdoc/>
    int IComparable.CompareTo(object? obj) => obj switch
    {
        null => 1,
        AuditJobRun other => CompareTo(other),
        _ => throw new ArgumentException($"A run cannot be compared with {obj.GetType().Name}.", nameof(obj)),
    };
}
