using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Ledger;

/// <summary>
/// One entry of the ledger. Its bytes are canonical JSON (RFC 8785): the members <c>type</c>, <c>run</c>,
/// <c>job</c>, <c>time</c>, and those that its type adds. <c>docs/format/ledger.md</c> is its specification.
/// </summary>
internal sealed record LedgerEntry
{
    /// <summary>The name that a <c>key.added</c> entry has in place of a job's.</summary>
    public const string KeyJob = "ledger.init-key";

    private static readonly string[] TypeNames =
        ["run.started", "run.finished", "run.abandoned", "key.added", "baseline.approved"];

    private static readonly byte[][] TypeEnds =
        Array.ConvertAll(TypeNames, static name => Encoding.UTF8.GetBytes($"\"type\":\"{name}\"}}"));

    private LedgerEntry(LedgerEntryType type, string run, string job, DateTimeOffset time)
    {
        Type = type;
        Run = run;
        Job = job;
        Time = InstantText.Truncate(time);
    }

    /// <summary>What the entry tells.</summary>
    public LedgerEntryType Type { get; }

    /// <summary>The run's id: a UUID in lower case (RFC 9562). Of a key or an approval, one made for the occasion.</summary>
    public string Run { get; }

    /// <summary>The job's name.</summary>
    public string Job { get; }

    /// <summary>When, in UTC, to the millisecond.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>Whether it tells of a run.</summary>
    public bool IsOfRun => Type is not (LedgerEntryType.KeyAdded or LedgerEntryType.BaselineApproved);

    /// <summary>The log's origin, which its first entry states and no other: so the tree vouches for it.</summary>
    public string? Origin { get; init; }

    /// <summary>How a finished run ended: <see cref="AuditRunStatus.Ok"/> or <see cref="AuditRunStatus.Failed"/>.</summary>
    public AuditRunStatus? Status { get; private init; }

    /// <summary>The hash of the run's record <c>run.json</c>; an abandoned run has one only if it had got that far.</summary>
    public ContentHash? Record { get; private init; }

    /// <summary>What a finished run wrote: each output once.</summary>
    public ValueList<RecordedOutput> Outputs { get; private init; } = [];

    /// <summary>The run whose output a finished run found in its place, or put there again, instead of making one.</summary>
    public string? Reused { get; private init; }

    /// <summary>With that, the root hash of the inputs, which was seen to be what it was for that run.</summary>
    public ContentHash? Inputs { get; private init; }

    /// <summary>The key that is added, as a DER SubjectPublicKeyInfo in base64.</summary>
    public string? PublicKey { get; private init; }

    /// <summary>What an approval says; null in every other entry.</summary>
    public BaselineApproval? Approval { get; private init; }

    /// <summary>An entry <c>run.started</c>.</summary>
    public static LedgerEntry RunStarted(string run, string job, DateTimeOffset time) =>
        new(LedgerEntryType.RunStarted, run, job, time);

    /// <summary>An entry <c>run.finished</c>.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="job">The job's name.</param>
    /// <param name="time">When the run finished.</param>
    /// <param name="status">Ok or Failed.</param>
    /// <param name="record">The hash of its record.</param>
    /// <param name="outputs">What it wrote.</param>
    public static LedgerEntry RunFinished(
        string run, string job, DateTimeOffset time, AuditRunStatus status, ContentHash record, params ValueList<RecordedOutput> outputs) =>
        new(LedgerEntryType.RunFinished, run, job, time)
        {
            Status = status,
            Record = record,
            Outputs = outputs,
        };

    /// <summary>The same entry of a run that took the output of an earlier one.</summary>
    /// <param name="run">The run that made the output.</param>
    /// <param name="inputs">The root hash of the inputs.</param>
    public LedgerEntry Reusing(string run, ContentHash inputs) => this with { Reused = run, Inputs = inputs };

    /// <summary>An entry <c>run.abandoned</c>.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="job">The job's name.</param>
    /// <param name="time">When it was noticed.</param>
    /// <param name="record">The hash of the record that the run left, or null where it left none.</param>
    public static LedgerEntry RunAbandoned(string run, string job, DateTimeOffset time, ContentHash? record) =>
        new(LedgerEntryType.RunAbandoned, run, job, time) { Record = record };

    /// <summary>An entry <c>key.added</c>.</summary>
    public static LedgerEntry KeyAdded(LedgerPublicKey key, DateTimeOffset time) =>
        new(LedgerEntryType.KeyAdded, Guid.CreateVersion7(time).ToString(), KeyJob, time)
        {
            PublicKey = Convert.ToBase64String(key.Spki.Span),
        };

    /// <summary>An entry <c>baseline.approved</c>.</summary>
    /// <param name="id">The approval's id: a UUID made for it.</param>
    /// <param name="job">The name of the job whose baseline is approved.</param>
    /// <param name="time">When.</param>
    /// <param name="approval">What it says.</param>
    public static LedgerEntry BaselineApproved(string id, string job, DateTimeOffset time, BaselineApproval approval) =>
        new(LedgerEntryType.BaselineApproved, id, job, time) { Approval = approval };

    /// <summary>The entry's canonical bytes.</summary>
    /// <exception cref="ArgumentException">A member has a value that no entry can have.</exception>
    public byte[] ToBytes()
    {
        if (Problem() is string problem)
        {
            throw new ArgumentException(problem);
        }

        var members = new JsonObject
        {
            ["job"] = Job,
            ["run"] = Run,
            ["time"] = InstantText.Format(Time),
            ["type"] = TypeNames[(int)Type],
        };
        AddIfThere(members, "origin", Origin);
        AddIfThere(members, "status", StatusName(Status));
        AddIfThere(members, "record", Record?.ToString());
        AddOutputs(members);
        AddIfThere(members, "reused", Reused);
        AddIfThere(members, "inputs", Inputs?.ToString());
        AddIfThere(members, "publicKey", PublicKey);
        Approval?.AddTo(members);
        return CanonicalJson.Serialize(members);
    }

    /// <summary>Whether an entry is of a type, told from its last bytes alone: the type stands last of all members.</summary>
    /// <param name="bytes">The entry's bytes, which are canonical.</param>
    /// <param name="type">The type.</param>
    public static bool IsOfType(ReadOnlySpan<byte> bytes, LedgerEntryType type) => bytes.EndsWith(TypeEnds[(int)type]);

    /// <summary>Reads an entry; only the one way of writing it is taken.</summary>
    /// <param name="bytes">The entry's bytes.</param>
    /// <param name="entry">The entry, or null.</param>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out LedgerEntry? entry)
    {
        entry = null;
        try
        {
            if (JsonNode.Parse(bytes) is not JsonObject members
                || Array.IndexOf(TypeNames, Text(members, "type")) is not (>= 0 and int type)
                || Text(members, "run") is not string run
                || Text(members, "job") is not string job
                || !InstantText.TryParse(Text(members, "time"), out DateTimeOffset time))
            {
                return false;
            }

            var read = new LedgerEntry((LedgerEntryType)type, run, job, time)
            {
                Origin = Text(members, "origin"),
                Status = Text(members, "status") switch
                {
                    null => null,
                    "ok" => AuditRunStatus.Ok,
                    "failed" => AuditRunStatus.Failed,
                    "skipped" => AuditRunStatus.Skipped,
                    "blocked" => AuditRunStatus.Blocked,
                    string other => throw new FormatException(other),
                },
                Record = Hash(members, "record"),
                Outputs = ReadOutputs(members),
                Reused = Text(members, "reused"),
                Inputs = Hash(members, "inputs"),
                PublicKey = Text(members, "publicKey"),
                Approval = type == (int)LedgerEntryType.BaselineApproved ? BaselineApproval.Read(members) : null,
            };

            // Writing it again and comparing refuses every second way to write the same entry: other members,
            // another order, white space, escapes, members given twice.
            entry = bytes.SequenceEqual(read.ToBytes()) ? read : null;
            return entry is not null;
        }
        catch (Exception malformed) when (malformed
            is JsonException or FormatException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private static void AddIfThere(JsonObject members, string name, string? value)
    {
        if (value is not null)
        {
            members.Add(name, value);
        }
    }

    // The first one has the members that entries had before there were several.
    private void AddOutputs(JsonObject members)
    {
        if (Outputs.Count == 0)
        {
            return;
        }

        members.Add("output", Outputs[0].Hash.ToString());
        members.Add("outputPath", Outputs[0].Path);
        if (Outputs.Count > 1)
        {
            members.Add("moreOutputs", new JsonArray([.. Outputs.Skip(1).Select(output => new JsonObject
            {
                ["output"] = output.Hash.ToString(),
                ["outputPath"] = output.Path,
            })]));
        }
    }

    private static ValueList<RecordedOutput> ReadOutputs(JsonObject members) =>
        members.ContainsKey("output")
            ? [ReadOutput(members), .. (members["moreOutputs"]?.AsArray() ?? []).Select(more => ReadOutput(more as JsonObject ?? throw new FormatException("An output is an object.")))]
            : [];

    private static RecordedOutput ReadOutput(JsonObject members) => new(
        Text(members, "outputPath") ?? throw new FormatException("An output has a path."),
        Hash(members, "output") ?? throw new FormatException("An output has a hash."));

    private static string? Text(JsonObject members, string name) => members[name]?.GetValue<string>();

    private static ContentHash? Hash(JsonObject members, string name) =>
        Text(members, name) is string text ? ContentHash.Parse(text) : null;

    private static string? StatusName(AuditRunStatus? status) => status switch
    {
        AuditRunStatus.Ok => "ok",
        AuditRunStatus.Failed => "failed",
        AuditRunStatus.Skipped => "skipped",
        AuditRunStatus.Blocked => "blocked",
        _ => null,
    };

    private string? Problem()
    {
        bool finished = Type == LedgerEntryType.RunFinished;
        return !IdText.IsId(Run) ? $"A run's id is a UUID in lower case, not '{Run}'."
            : Job.Length == 0 ? "A job has a name."
            : finished != (StatusName(Status) is not null) ? "A finished run, and only that, is 'ok', 'failed', 'skipped' or 'blocked'."
            : finished && Record is null ? "A finished run has a record."
            : Record is not null && Type is not (LedgerEntryType.RunFinished or LedgerEntryType.RunAbandoned)
                ? "Only an end of a run has a record."
            : Outputs.Count > 0 && !finished ? "Only a finished run has an output."
            : Outputs.FirstOrDefault(output => !IsInside(output.Path)).Path is { } outside ? $"The output path '{outside}' is not one inside the workspace."
            : Outputs.DistinctBy(output => output.Path, StringComparer.Ordinal).Count() < Outputs.Count ? "No two outputs have one path."
            : Reused is not null != Inputs is not null ? "A reuse names a run and the root of its inputs."
            : Reused is not null && (Status != AuditRunStatus.Ok || Outputs.Count == 0) ? "Only a run that ended well with an output can have reused one."
            : Reused is not null && (!IdText.IsId(Reused) || Reused == Run)
                ? $"A run reuses the output of another, whose id is a UUID in lower case, not '{Reused}'."
            : Type == LedgerEntryType.KeyAdded != PublicKey is not null ? "An added key, and only that, has a public key."
            : Type == LedgerEntryType.BaselineApproved != Approval is not null ? "An approval, and only that, says what it approves."
            : Approval?.Problem(Run);
    }

    private static bool IsInside(string path) =>
        path.Split('/').All(part => part is not ("" or "." or "..") && !part.Contains('\0'));
}
