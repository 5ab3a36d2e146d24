using System.Text.Json;
using System.Text.Json.Nodes;
using AuditGraph.Core.Canonical;

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
            ["verdict"] = VerdictName(run.Verdict),
            ["origin"] = OriginName(run.Origin),
            ["attempts"] = new JsonArray([.. run.Attempts.Select(Attempt)]),
            ["needs"] = new JsonArray([.. run.Needs.Select(Need)]),
            ["started"] = InstantText.Format(run.StartedAt),
            ["finished"] = InstantText.Format(run.FinishedAt ?? throw new ArgumentException("A run that has not finished has no record.", nameof(run))),
            ["asOf"] = InstantText.Format(origin.AsOf),
            ["output"] = run.OutputPath is null ? null : new JsonObject
            {
                ["path"] = Path.GetRelativePath(run.Root, run.OutputPath),
                ["sha256"] = run.OutputSha256,
                ["bytes"] = run.OutputBytes is { } bytes ? WholeNumber.ToJson(bytes) : null,
            },
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
        AddReuse(document, run);
        return CanonicalJson.Serialize(document);
    }

    /// <summary>Reads a record back.</summary>
    /// <param name="content">The record's bytes.</param>
    /// <param name="root">The workspace's root.</param>
    /// <param name="path">Where the record is.</param>
    /// <exception cref="FormatException">The bytes are no record.</exception>
    public static AuditJobRun Read(byte[] content, string root, string path)
    {
        try
        {
            JsonNode document = JsonNode.Parse(content) ?? throw new FormatException("The record is null.");
            if ((long)Present(document["version"]) is < 1 or > FormatVersion)
            {
                throw new FormatException($"The record has the form {document["version"]}, which this version does not know.");
            }

            JsonNode? output = document["output"];
            JsonNode? error = document["error"];
            return new AuditJobRun
            {
                Id = Text(document["id"]),
                Job = Text(document["job"]),
                ActionType = Text(document["action"]?["type"]),
                Status = ParseStatus(Text(document["status"])),
                Verdict = ParseVerdict((string?)document["verdict"]),
                Origin = ParseOrigin((string?)document["origin"]),
                InvocationId = (string?)document["invocation"],
                StartedAt = Instant(document["started"]),
                FinishedAt = Instant(document["finished"]),
                OutputPath = output is null ? null : Path.Join(root, Text(output["path"])),
                OutputBytes = output?["bytes"] is { } bytes ? WholeNumber.FromJson(bytes) : null,
                OutputSha256 = (string?)output?["sha256"],
                ReportSha256 = (string?)document["report"]?["sha256"],
                ReportBytes = document["report"]?["bytes"] is { } reportBytes ? WholeNumber.FromJson(reportBytes) : null,
                Evidence = (string?)document["evidence"],
                Baseline = (string?)document["baseline"],
                BaselineRoot = (string?)document["baselineRoot"],
                SnapshotRoot = (string?)document["snapshotRoot"],
                SnapshotSha256 = (string?)document["snapshotSha256"],
                ConfigurationSha256 = (string?)document["configuration"]?["sha256"],
                ErrorName = (string?)error?["name"],
                ErrorMessage = (string?)error?["message"],
                ReusedRunId = (string?)document["reused"],
                Reasons = Items(document["reasons"], ReadReason),
                Fingerprint = document["fingerprint"] is null ? []
                    : document["fingerprint"]!.AsObject().Select(part => new AuditFingerprintPart(part.Key, Text(part.Value))).ToValueList(),
                Attempts = Items(document["attempts"], ReadAttempt),
                Needs = Items(document["needs"], ReadNeed),
                Counts = new(Present(document["counts"]).AsObject().Select(count => KeyValuePair.Create(count.Key, WholeNumber.FromJson(Present(count.Value))))),
                Warnings = Present(document["warnings"]).AsArray().Select(Text).ToValueList(),
                Root = root,
                RecordPath = path,
            };
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"'{path}' is no run record: {malformed.Message}", malformed);
        }
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

    /// <summary>A verdict as records spell it.</summary>
    public static string VerdictName(AuditVerdict verdict) => verdict switch
    {
        AuditVerdict.Pass => "pass",
        AuditVerdict.Warn => "warn",
        AuditVerdict.Fail => "fail",
        _ => "none",
    };

    /// <summary>An origin as records spell it.</summary>
    public static string OriginName(AuditRunOrigin origin) => origin switch
    {
        AuditRunOrigin.Fresh => "fresh",
        AuditRunOrigin.Reused => "reused",
        AuditRunOrigin.Restored => "restored",
        _ => throw new ArgumentOutOfRangeException(nameof(origin)),
    };

    private static AuditVerdict ParseVerdict(string? text) => text switch
    {
        // Records of version 1 judge nothing.
        null or "none" => AuditVerdict.None,
        "pass" => AuditVerdict.Pass,
        "warn" => AuditVerdict.Warn,
        "fail" => AuditVerdict.Fail,
        _ => throw new FormatException($"'{text}' is no verdict."),
    };

    private static AuditRunOrigin ParseOrigin(string? text) => text switch
    {
        null or "fresh" => AuditRunOrigin.Fresh,
        "reused" => AuditRunOrigin.Reused,
        "restored" => AuditRunOrigin.Restored,
        _ => throw new FormatException($"'{text}' is no origin of a report."),
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

    private static AuditRunReason ReadReason(JsonNode reason) => new(Text(reason["code"]))
    {
        Part = (string?)reason["part"],
        Old = (string?)reason["old"],
        New = (string?)reason["new"],
        Names = Present(reason["names"]).AsArray().Select(Text).ToValueList(),
        Total = WholeNumber.FromJson(Present(reason["total"])),
    };

    private static JsonNode? Attempt(AuditRunAttempt attempt) => new JsonObject
    {
        ["number"] = attempt.Number,
        ["started"] = InstantText.Format(attempt.StartedAt),
        ["milliseconds"] = (long)attempt.Duration.TotalMilliseconds,
        ["status"] = StatusName(attempt.Status),
        ["error"] = attempt.ErrorName is null ? null : new JsonObject { ["name"] = attempt.ErrorName, ["message"] = attempt.ErrorMessage },
    };

    private static AuditRunAttempt ReadAttempt(JsonNode attempt) => new(
        (int)Present(attempt["number"]),
        Instant(attempt["started"]),
        TimeSpan.FromMilliseconds((long)Present(attempt["milliseconds"])),
        ParseStatus(Text(attempt["status"])),
        (string?)attempt["error"]?["name"],
        (string?)attempt["error"]?["message"]);

    private static JsonNode? Need(AuditRunNeed need) => new JsonObject
    {
        ["job"] = need.Job,
        ["when"] = JobDefinition.NameOf(need.When),
        ["run"] = need.RunId,
        ["status"] = StatusName(need.Status),
        ["verdict"] = VerdictName(need.Verdict),
        ["met"] = need.IsMet,
    };

    private static AuditRunNeed ReadNeed(JsonNode need) => new(
        Text(need["job"]),
        JobDefinition.ParseCondition(Text(need["when"])),
        Text(need["run"]),
        ParseStatus(Text(need["status"])),
        ParseVerdict(Text(need["verdict"])),
        (bool)Present(need["met"]));

    private static ValueList<T> Items<T>(JsonNode? items, Func<JsonNode, T> read) =>
        items is null ? [] : items.AsArray().Select(item => read(Present(item))).ToValueList();

    private static DateTimeOffset Instant(JsonNode? node) =>
        InstantText.TryParse(Text(node), out DateTimeOffset instant) ? instant : throw new FormatException($"'{node}' is no moment.");

    private static string Text(JsonNode? node) => (string?)Present(node) ?? "";

    private static JsonNode Present(JsonNode? node) =>
        node ?? throw new FormatException("The record lacks a member that must be there.");

    private static AuditRunStatus ParseStatus(string text) => text switch
    {
        "ok" => AuditRunStatus.Ok,
        "failed" => AuditRunStatus.Failed,
        "skipped" => AuditRunStatus.Skipped,
        "blocked" => AuditRunStatus.Blocked,
        _ => throw new FormatException($"'{text}' is no status of a finished run."),
    };
}
