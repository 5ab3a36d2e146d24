using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Reports;

namespace AuditGraph.Core.Actions;

/// <summary>What an action found.</summary>
internal sealed record ActionResult
{
    /// <summary>The report.</summary>
    public required ReportDocument Report { get; init; }

    /// <summary>What the report rests on, such as <c>snapshot</c>, or null.</summary>
    public string? Evidence { get; init; }

    /// <summary>The baseline that was compared with, or null.</summary>
    public string? Baseline { get; init; }

    /// <summary>The root hash of the baseline's tree, or null.</summary>
    public string? BaselineRoot { get; init; }

    /// <summary>The root hash of the snapshot that was taken, or null.</summary>
    public string? SnapshotRoot { get; init; }

    /// <summary>The SHA-256 of that snapshot's header, or null.</summary>
    public string? SnapshotSha256 { get; init; }

    /// <summary>All that the report is a function of beyond the job; empty where that cannot be told.</summary>
    public ValueList<AuditFingerprintPart> Fingerprint { get; init; } = [];

    /// <summary>What a check found; null where the action judges nothing.</summary>
    public CheckOutcome? Check { get; init; }

    /// <summary>The verdict on it; <see cref="AuditVerdict.None"/> where the action judges nothing, or nobody has judged yet.</summary>
    public AuditVerdict Verdict { get; init; }

    /// <summary>The report's summary counts.</summary>
    public ValueMap<long> Counts { get; init; } = new();

    /// <summary>What the user should know although the run succeeded.</summary>
    public ValueList<string> Warnings { get; init; } = [];
}
