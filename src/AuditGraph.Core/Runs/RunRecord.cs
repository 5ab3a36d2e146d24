using System.Text.Json.Nodes;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Runs;

/// <summary>
/// The record of one execution: a canonical JSON document (RFC 8785) whose SHA-256 the ledger's
/// <c>run.finished</c> entry names. <c>docs/format/record.md</c> specifies it.
/// </summary>
internal static class RunRecord
{
    /// <summary>The version of the document's form.</summary>
    public const int FormatVersion = 2;

    private const string RunMark = "run:";

    /// <summary>The bytes of a record.</summary>
    public static byte[] Write(AuditJobRun run, RunOrigin origin)
    {
        var counts = new JsonObject();
        foreach ((string name, long count) in run.Counts)
        {
            counts.Add(name, WholeNumber.ToJson(count));
        }

        var document = new JsonObject
        {
            ["version"] = FormatVersion,
            ["id"] = run.Id,
            ["job"] = run.Job,
            ["action"] = new JsonObject { ["type"] = run.ActionType, ["reportVersion"] = origin.ReportVersion },
            ["invocation"] = run.InvocationId,
            ["status"] = StatusName(run.Status),
            ["verdict"] = SeverityWords.Of(run.Verdict),
            ["origin"] = OriginName(run.Origin),
            ["attempts"] = new JsonArray([.. run.Attempts.Select(Attempt)]),
            ["needs"] = new JsonArray([.. run.Needs.Select(Need)]),
            ["started"] = InstantText.Format(run.StartedAt),
            ["finished"] = InstantText.Format(run.FinishedAt ?? throw new ArgumentException("A run that has not finished has no record.", nameof(run))),
            ["asOf"] = InstantText.Format(run.AsOf ?? throw new ArgumentException("A run that was never judged has no record.", nameof(run))),
            ["output"] = run.Outputs.Count == 0 ? null : Output(run.Outputs[0], run.Root),
            ["report"] = run.ReportSha256 is null ? null : new JsonObject
            {
                ["sha256"] = run.ReportSha256,
                ["bytes"] = WholeNumber.ToJson(run.ReportBytes!.Value),
            },
            ["evidence"] = run.Evidence,
            ["baseline"] = run.Baseline,
            ["baselineRoot"] = run.BaselineRoot,
            ["snapshotRoot"] = run.SnapshotRoot,
            ["snapshotSha256"] = run.SnapshotSha256,
            ["configuration"] = new JsonObject
            {
                ["path"] = origin.ConfigurationPath,
                ["sha256"] = run.ConfigurationSha256,
                ["job"] = origin.JobDefinition.DeepClone(),
                ["jobSha256"] = ContentHash.Of(CanonicalJson.Serialize(origin.JobDefinition)).ToString(),
            },
            ["counts"] = counts,
            ["warnings"] = new JsonArray([.. run.Warnings.Select(warning => JsonValue.Create(warning))]),
            ["error"] = run.ErrorName is null ? null : new JsonObject { ["name"] = run.ErrorName, ["message"] = run.ErrorMessage },
            ["tool"] = new JsonObject { ["name"] = "AuditGraph", ["version"] = origin.ToolVersion },
            ["process"] = new JsonObject { ["host"] = origin.Host, ["user"] = origin.User, ["id"] = origin.ProcessId },
        };
        if (run.Outputs.Count > 1)
        {
            document["moreOutputs"] = new JsonArray([.. run.Outputs.Skip(1).Select(output => Output(output, run.Root))]);
        }

        if (run.EvidenceFiles.Count > 0)
        {
            document["evidenceFiles"] = new JsonArray([.. run.EvidenceFiles.Select(EvidenceFile)]);
        }

        AddReuse(document, run);
        return CanonicalJson.Serialize(document);
    }

    /// <summary>A status as records and ledger entries spell it.</summary>
    public static string StatusName(AuditRunStatus status) => status switch
    {
        AuditRunStatus.Ok => "ok",
        AuditRunStatus.Failed => "failed",
        AuditRunStatus.Abandoned => "abandoned",
        AuditRunStatus.Skipped => "skipped",
        AuditRunStatus.Blocked => "blocked",
        _ => "pending",
    };

    /// <summary>The run whose snapshot a run was compared with, or null where it was compared with something else.</summary>
    public static string? BaselineRun(AuditJobRun run) =>
        run.Baseline?.StartsWith(RunMark, StringComparison.Ordinal) is true ? run.Baseline[RunMark.Length..] : null;

    /// <summary>An origin as records spell it.</summary>
    public static string OriginName(AuditRunOrigin origin) => origin switch
    {
        AuditRunOrigin.Fresh => "fresh",
        AuditRunOrigin.Reused => "reused",
        AuditRunOrigin.Restored => "restored",
        _ => throw new ArgumentOutOfRangeException(nameof(origin)),
    };

    // Records of runs that were made before there was reuse have none of these.
    private static void AddReuse(JsonObject document, AuditJobRun run)
    {
        if (run.Fingerprint.Count > 0)
        {
            document["fingerprint"] = new JsonObject([.. run.Fingerprint.Select(part => KeyValuePair.Create(part.Name, (JsonNode?)part.Value))]);
        }

        if (run.Reasons.Count > 0)
        {
            document["reasons"] = new JsonArray([.. run.Reasons.Select(Reason)]);
        }

        if (run.ReusedRunId is { } reused)
        {
            document["reused"] = reused;
        }
    }

    private static JsonNode? Reason(AuditRunReason reason) => new JsonObject
    {
        ["code"] = reason.Code,
        ["part"] = reason.Part,
        ["old"] = reason.Old,
        ["new"] = reason.New,
        ["names"] = new JsonArray([.. reason.Names.Select(name => JsonValue.Create(name))]),
        ["total"] = WholeNumber.ToJson(reason.Total),
    };

    private static JsonObject Output(AuditRunOutput output, string root) => new()
    {
        ["path"] = Path.GetRelativePath(root, output.Path),
        ["sha256"] = output.Sha256,
        ["bytes"] = output.Bytes is { } bytes ? WholeNumber.ToJson(bytes) : null,
    };

    private static JsonNode? EvidenceFile(AuditEvidenceFile file) => new JsonObject
    {
        ["name"] = file.Name,
        ["ofWorkspace"] = file.Path is not null,
        ["sha256"] = file.Sha256,
        ["bytes"] = WholeNumber.ToJson(file.Bytes),
        ["kept"] = Path.GetFileName(file.KeptPath),
    };

    private static JsonNode? Attempt(AuditRunAttempt attempt) => new JsonObject
    {
        ["number"] = attempt.Number,
        ["started"] = InstantText.Format(attempt.StartedAt),
        ["milliseconds"] = (long)attempt.Duration.TotalMilliseconds,
        ["status"] = StatusName(attempt.Status),
        ["error"] = attempt.ErrorName is null ? null : new JsonObject { ["name"] = attempt.ErrorName, ["message"] = attempt.ErrorMessage },
    };

    private static JsonNode? Need(AuditRunNeed need) => new JsonObject
    {
        ["job"] = need.Job,
        ["when"] = JobDefinition.NameOf(need.When),
        ["run"] = need.RunId,
        ["status"] = StatusName(need.Status),
        ["verdict"] = SeverityWords.Of(need.Verdict),
        ["met"] = need.IsMet,
    };
}
