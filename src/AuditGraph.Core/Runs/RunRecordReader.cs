using System.Text.Json;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Runs;

/// <summary>Reads records back, of every version that there was. <c>docs/format/record.md</c> specifies them.</summary>
internal static class RunRecordReader
{
    /// <summary>Reads a record.</summary>
    /// <param name="content">The record's bytes.</param>
    /// <param name="root">The workspace's root.</param>
    /// <param name="path">Where the record is.</param>
    /// <exception cref="FormatException">The bytes are no record.</exception>
    public static AuditJobRun Read(ReadOnlyMemory<byte> content, string root, string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(content);
            return Read(document.RootElement, root, path);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or ArgumentException or FormatException)
        {
            throw new FormatException($"'{path}' is no run record: {malformed.Message}", malformed);
        }
    }

    private static AuditJobRun Read(JsonElement record, string root, string path)
    {
        if (Require(record, "version").GetInt64() is var version and (< 1 or > RunRecord.FormatVersion))
        {
            throw new FormatException($"It has the form {version}, which this version does not know.");
        }

        JsonElement? output = Find(record, "output");
        JsonElement? error = Find(record, "error");
        JsonElement? report = Find(record, "report");
        return new AuditJobRun
        {
            Id = Text(record, "id"),
            Job = Text(record, "job"),
            ActionType = Text(Require(record, "action"), "type"),
            Status = ParseStatus(Text(record, "status")),
            Verdict = ParseVerdict(TextOrNull(record, "verdict")),
            Origin = ParseOrigin(TextOrNull(record, "origin")),
            InvocationId = TextOrNull(record, "invocation"),
            StartedAt = Instant(record, "started"),
            FinishedAt = Instant(record, "finished"),
            AsOf = Find(record, "asOf") is null ? null : Instant(record, "asOf"),
            Outputs = output is null ? [] : [ReadOutput(output.Value, root), .. Items(record, "moreOutputs", more => ReadOutput(more, root))],
            ReportSha256 = TextOrNull(report, "sha256"),
            ReportBytes = Find(report, "bytes") is { } reportBytes ? WholeNumber.FromJson(reportBytes) : null,
            EvidenceFiles = Items(record, "evidenceFiles", file => ReadEvidence(file, root, FolderOf(record, path))),
            Evidence = TextOrNull(record, "evidence"),
            Baseline = TextOrNull(record, "baseline"),
            BaselineRoot = TextOrNull(record, "baselineRoot"),
            SnapshotRoot = TextOrNull(record, "snapshotRoot"),
            SnapshotSha256 = TextOrNull(record, "snapshotSha256"),
            ConfigurationSha256 = TextOrNull(Find(record, "configuration"), "sha256"),
            ErrorName = TextOrNull(error, "name"),
            ErrorMessage = TextOrNull(error, "message"),
            ReusedRunId = TextOrNull(record, "reused"),
            Reasons = Items(record, "reasons", ReadReason),
            Fingerprint = Find(record, "fingerprint") is { } parts ? ReadFingerprint(parts) : [],
            Attempts = Items(record, "attempts", ReadAttempt),
            Needs = Items(record, "needs", ReadNeed),
            Counts = ReadCounts(Require(record, "counts")),
            Warnings = Texts(Require(record, "warnings")),
            Root = root,
            RecordPath = path,
        };
    }

    private static AuditRunOutput ReadOutput(JsonElement output, string root) => new(
        Path.Join(root, Text(output, "path")),
        Text(output, "sha256"),
        Find(output, "bytes") is { } bytes ? WholeNumber.FromJson(bytes) : null);

    private static AuditEvidenceFile ReadEvidence(JsonElement file, string root, string folder)
    {
        string name = Text(file, "name");
        return new AuditEvidenceFile(
            name,
            Require(file, "ofWorkspace").GetBoolean() ? Path.Join(root, name) : null,
            Text(file, "sha256"),
            WholeNumber.FromJson(Require(file, "bytes")),
            TextOrNull(file, "kept") is { } kept ? Path.Join(folder, KeptName(kept)) : null);
    }

    // What was not made by this run is kept with the one that made it.
    private static string FolderOf(JsonElement record, string path) => TextOrNull(record, "reused") is { } reused
        ? Path.Join(Path.GetDirectoryName(Path.GetDirectoryName(path)), reused)
        : Path.GetDirectoryName(path)!;

    private static string KeptName(string name) =>
        PlainName.IsValid(name) ? name : throw new FormatException($"'{name}' is no name of kept evidence.");

    private static ValueList<AuditFingerprintPart> ReadFingerprint(JsonElement parts)
    {
        var read = new List<AuditFingerprintPart>();
        foreach (JsonProperty part in parts.EnumerateObject())
        {
            read.Add(new AuditFingerprintPart(part.Name, Text(part.Value)));
        }

        return read.ToValueList();
    }

    private static ValueMap<long> ReadCounts(JsonElement counts)
    {
        var read = new KeyValuePair<string, long>[counts.GetPropertyCount()];
        int place = 0;
        foreach (JsonProperty count in counts.EnumerateObject())
        {
            read[place++] = new(count.Name, WholeNumber.FromJson(count.Value));
        }

        return new(read);
    }

    private static AuditRunReason ReadReason(JsonElement reason) => new(Text(reason, "code"))
    {
        Part = TextOrNull(reason, "part"),
        Old = TextOrNull(reason, "old"),
        New = TextOrNull(reason, "new"),
        Names = Texts(Require(reason, "names")),
        Total = WholeNumber.FromJson(Require(reason, "total")),
    };

    private static AuditRunAttempt ReadAttempt(JsonElement attempt)
    {
        JsonElement? error = Find(attempt, "error");
        return new AuditRunAttempt(
            Require(attempt, "number").GetInt32(),
            Instant(attempt, "started"),
            TimeSpan.FromMilliseconds(Require(attempt, "milliseconds").GetInt64()),
            ParseStatus(Text(attempt, "status")),
            TextOrNull(error, "name"),
            TextOrNull(error, "message"));
    }

    private static AuditRunNeed ReadNeed(JsonElement need) => new(
        Text(need, "job"),
        JobDefinition.ParseCondition(Text(need, "when")),
        Text(need, "run"),
        ParseStatus(Text(need, "status")),
        ParseVerdict(Text(need, "verdict")),
        Require(need, "met").GetBoolean());

    private static ValueList<T> Items<T>(JsonElement parent, string name, Func<JsonElement, T> read)
    {
        if (Find(parent, name) is not { } items)
        {
            return [];
        }

        var found = new T[items.GetArrayLength()];
        for (int index = 0; index < found.Length; index++)
        {
            found[index] = read(items[index]);
        }

        return ValueList.Create<T>(found);
    }

    private static ValueList<string> Texts(JsonElement items)
    {
        var texts = new string[items.GetArrayLength()];
        for (int index = 0; index < texts.Length; index++)
        {
            texts[index] = Text(items[index]);
        }

        return ValueList.Create<string>(texts);
    }

    private static DateTimeOffset Instant(JsonElement parent, string name) =>
        InstantText.TryParse(Text(parent, name), out DateTimeOffset instant) ? instant
            : throw new FormatException($"The member '{name}' is no moment.");

    private static string Text(JsonElement parent, string name) => Text(Require(parent, name));

    private static string Text(JsonElement value) => value.GetString() ?? throw new FormatException("It has null where a text belongs.");

    private static string? TextOrNull(JsonElement? parent, string name) => Find(parent, name)?.GetString();

    private static JsonElement Require(JsonElement parent, string name) =>
        Find(parent, name) ?? throw new FormatException($"It lacks the member '{name}'.");

    /// <summary>A member, or null where there is none or it is null.</summary>
    private static JsonElement? Find(JsonElement? parent, string name) =>
        parent is { } known && known.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

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

    private static AuditRunStatus ParseStatus(string text) => text switch
    {
        "ok" => AuditRunStatus.Ok,
        "failed" => AuditRunStatus.Failed,
        "skipped" => AuditRunStatus.Skipped,
        "blocked" => AuditRunStatus.Blocked,
        _ => throw new FormatException($"'{text}' is no status of a finished run."),
    };
}
