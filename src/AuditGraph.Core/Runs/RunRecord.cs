using System.Globalization;
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
    public const int FormatVersion = 1;

    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>The bytes of a record.</summary>
    public static byte[] Write(AuditJobRun run, RunOrigin origin)
    {
        var document = new JsonObject
        {
            ["version"] = FormatVersion,
            ["id"] = run.Id,
            ["job"] = run.Job,
            ["action"] = new JsonObject { ["type"] = run.ActionType, ["reportVersion"] = origin.ReportVersion },
            ["status"] = StatusName(run.Status),
            ["started"] = FormatInstant(run.StartedAt),
            ["finished"] = FormatInstant(run.FinishedAt ?? throw new ArgumentException("A run that has not finished has no record.", nameof(run))),
            ["asOf"] = FormatInstant(origin.AsOf),
            ["output"] = run.OutputPath is null ? null : new JsonObject
            {
                ["path"] = Path.GetRelativePath(run.Root, run.OutputPath),
                ["sha256"] = run.OutputSha256,
                ["bytes"] = run.OutputBytes,
            },
            ["evidence"] = run.Evidence,
            ["baseline"] = run.Baseline,
            ["baselineRoot"] = run.BaselineRoot,
            ["snapshotRoot"] = run.SnapshotRoot,
            ["configuration"] = new JsonObject
            {
                ["path"] = origin.ConfigurationPath,
                ["sha256"] = run.ConfigurationSha256,
                ["job"] = origin.JobDefinition.DeepClone(),
                ["jobSha256"] = ContentHash.Of(CanonicalJson.Serialize(origin.JobDefinition)).ToString(),
            },
            ["counts"] = new JsonObject(run.Counts.Select(count => KeyValuePair.Create(count.Key, (JsonNode?)JsonValue.Create(count.Value)))),
            ["warnings"] = new JsonArray([.. run.Warnings.Select(warning => JsonValue.Create(warning))]),
            ["error"] = run.ErrorName is null ? null : new JsonObject { ["name"] = run.ErrorName, ["message"] = run.ErrorMessage },
            ["tool"] = new JsonObject { ["name"] = "AuditGraph", ["version"] = origin.ToolVersion },
            ["process"] = new JsonObject { ["host"] = origin.Host, ["user"] = origin.User, ["id"] = origin.ProcessId },
        };
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
            JsonNode? output = document["output"];
            JsonNode? error = document["error"];
            return new AuditJobRun
            {
                Id = Text(document["id"]),
                Job = Text(document["job"]),
                ActionType = Text(document["action"]?["type"]),
                Status = ParseStatus(Text(document["status"])),
                StartedAt = ParseInstant(Text(document["started"])),
                FinishedAt = ParseInstant(Text(document["finished"])),
                OutputPath = output is null ? null : Path.Join(root, Text(output["path"])),
                OutputBytes = (long?)output?["bytes"],
                OutputSha256 = (string?)output?["sha256"],
                Evidence = (string?)document["evidence"],
                Baseline = (string?)document["baseline"],
                BaselineRoot = (string?)document["baselineRoot"],
                SnapshotRoot = (string?)document["snapshotRoot"],
                ConfigurationSha256 = (string?)document["configuration"]?["sha256"],
                ErrorName = (string?)error?["name"],
                ErrorMessage = (string?)error?["message"],
                Counts = new(Present(document["counts"]).AsObject().Select(count => KeyValuePair.Create(count.Key, (long)Present(count.Value)))),
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
        _ => "pending",
    };

    /// <summary>A moment in UTC to the millisecond, as ISO 8601 with <c>Z</c>.</summary>
    public static string FormatInstant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="FormatInstant"/> writes.</summary>
    /// <exception cref="FormatException">The text is no such moment.</exception>
    public static DateTimeOffset ParseInstant(string text) =>
        DateTimeOffset.ParseExact(text, InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static string Text(JsonNode? node) => (string?)Present(node) ?? "";

    private static JsonNode Present(JsonNode? node) =>
        node ?? throw new FormatException("The record lacks a member that must be there.");

    private static AuditRunStatus ParseStatus(string text) => text switch
    {
        "ok" => AuditRunStatus.Ok,
        "failed" => AuditRunStatus.Failed,
        _ => throw new FormatException($"'{text}' is no status of a finished run."),
    };
}
