using System.Text;
using System.Text.Json.Nodes;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Redaction;
using AuditGraph.Core.Runs;

namespace AuditGraph.Core.Tests.Runs;

public sealed class RunRecordTests
{
    private static readonly AuditJobRun Run = new()
    {
        Id = "0190a5d0-ac96-774b-bcce-b302099a8057",
        Job = "changed",
        ActionType = "report.changed_since",
        Status = AuditRunStatus.Ok,
        StartedAt = new DateTimeOffset(2026, 1, 31, 8, 30, 0, TimeSpan.Zero),
        FinishedAt = new DateTimeOffset(2026, 1, 31, 8, 30, 1, 250, TimeSpan.Zero),
        AsOf = new DateTimeOffset(2026, 1, 31, 8, 30, 0, TimeSpan.Zero),
        Outputs = [new AuditRunOutput("/w/exports/reports/changed.md", ContentHash.Of("report"u8).ToString(), 1234)],
        ReportSha256 = ContentHash.Of("data"u8).ToString(),
        ReportBytes = 4321,
        Evidence = "snapshot",
        Baseline = "run:0190a0aa-ac96-774b-bcce-b302099a8057",
        BaselineRoot = ContentHash.Of("old"u8).ToString(),
        SnapshotRoot = ContentHash.Of("new"u8).ToString(),
        SnapshotSha256 = ContentHash.Of("header"u8).ToString(),
        ConfigurationSha256 = ContentHash.Of("jobs"u8).ToString(),
        InvocationId = "0190a5d0-ac90-7000-8000-b302099a8057",
        Attempts =
        [
            new(1, new DateTimeOffset(2026, 1, 31, 8, 30, 0, TimeSpan.Zero), TimeSpan.FromMilliseconds(100), AuditRunStatus.Failed, "GitFailed", "It did."),
            new(2, new DateTimeOffset(2026, 1, 31, 8, 30, 1, TimeSpan.Zero), TimeSpan.FromMilliseconds(250), AuditRunStatus.Ok),
        ],
        Needs = [new("sources", AuditNeedCondition.Ok, "0190a5d0-ac91-7000-8000-b302099a8057", AuditRunStatus.Ok, AuditVerdict.None, true)],
        Counts = new([new("added", 1), new("notSeen", 0)]),
        Warnings = ["Beware."],
        Root = "/w",
        RecordPath = "/w/.pkg/profiles/default/runs/0190a5d0-ac96-774b-bcce-b302099a8057/run.json",
    };

    [Fact]
    public void Reads_back_what_it_writes()
    {
        Assert.Equal(Run, RunRecordReader.Read(RunRecord.Write(Run, Origin()), "/w", Run.RecordPath!));

        AuditJobRun failed = Run with
        {
            Status = AuditRunStatus.Failed,
            Outputs = [],
            ReportSha256 = null,
            ReportBytes = null,
            Evidence = null,
            Baseline = null,
            BaselineRoot = null,
            SnapshotRoot = null,
            SnapshotSha256 = null,
            ErrorName = "Cancelled",
            ErrorMessage = "It was.",
        };
        Assert.Equal(failed, RunRecordReader.Read(RunRecord.Write(failed, Origin()), "/w", Run.RecordPath!));
    }

    [Fact]
    public void Is_canonical()
    {
        byte[] record = RunRecord.Write(Run, Origin());
        Assert.Equal(CanonicalJson.Serialize(JsonNode.Parse(record)), record);
    }

    [Fact]
    public void The_page_shows_a_record_with_its_hash()
    {
        string page = File.ReadAllText(RepositoryFile.PathOf("docs/format/record.md"));
        byte[] record = RunRecord.Write(Run, Origin());
        Assert.Contains($"```json\n{Encoding.UTF8.GetString(record)}\n```", page, StringComparison.Ordinal);
        Assert.Contains($"`{ContentHash.Of(record)}`", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_the_hash_of_the_job_it_holds()
    {
        JsonNode configuration = JsonNode.Parse(RunRecord.Write(Run, Origin()))!["configuration"]!;
        Assert.Equal(ContentHash.Of(CanonicalJson.Serialize(configuration["job"])).ToString(), (string?)configuration["jobSha256"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"id":1}""")]
    [InlineData("""{"version":3}""")]
    public void Refuses_what_is_no_record(string text) =>
        Assert.Throws<FormatException>(() => RunRecordReader.Read(Encoding.UTF8.GetBytes(text), "/w", "/w/run.json"));

    [Theory]
    [InlineData("version")]
    [InlineData("id")]
    [InlineData("job")]
    [InlineData("action")]
    [InlineData("status")]
    [InlineData("started")]
    [InlineData("finished")]
    [InlineData("counts")]
    [InlineData("warnings")]
    public void Refuses_a_record_without_a_member_that_every_version_has(string name) => AssertRefused(record => record.Remove(name));

    [Theory]
    [InlineData("verdict")]
    [InlineData("asOf")]
    [InlineData("origin")]
    [InlineData("invocation")]
    [InlineData("attempts")]
    [InlineData("needs")]
    [InlineData("output")]
    [InlineData("report")]
    [InlineData("evidence")]
    [InlineData("baseline")]
    [InlineData("baselineRoot")]
    [InlineData("snapshotRoot")]
    [InlineData("snapshotSha256")]
    [InlineData("error")]
    public void Reads_a_record_without_a_member_that_only_some_runs_have(string name)
    {
        JsonObject record = Document();
        record.Remove(name);
        Assert.Equal(Run.Id, RunRecordReader.Read(CanonicalJson.Serialize(record), "/w", Run.RecordPath!).Id);
    }

    [Theory]
    [InlineData("version", "0")]
    [InlineData("version", "3")]
    [InlineData("version", "\"2\"")]
    [InlineData("status", "\"pending\"")]
    [InlineData("verdict", "\"good\"")]
    [InlineData("origin", "\"copied\"")]
    [InlineData("started", "\"yesterday\"")]
    [InlineData("asOf", "\"yesterday\"")]
    [InlineData("counts", "{\"added\":null}")]
    [InlineData("counts", "[]")]
    [InlineData("warnings", "{}")]
    [InlineData("warnings", "[null]")]
    [InlineData("attempts", "[{\"number\":1}]")]
    [InlineData("needs", "[null]")]
    [InlineData("output", "{\"path\":null}")]
    public void Refuses_a_member_with_a_value_that_no_run_has(string name, string value) =>
        AssertRefused(record => record[name] = JsonNode.Parse(value));

    [Fact]
    public void Every_end_and_every_verdict_is_read_back()
    {
        foreach (AuditRunStatus status in (AuditRunStatus[])[AuditRunStatus.Ok, AuditRunStatus.Failed, AuditRunStatus.Skipped, AuditRunStatus.Blocked])
        {
            foreach (AuditVerdict verdict in Enum.GetValues<AuditVerdict>())
            {
                AuditJobRun run = Run with { Status = status, Verdict = verdict };
                Assert.Equal(run, RunRecordReader.Read(RunRecord.Write(run, Origin()), "/w", Run.RecordPath!));
            }
        }

        Assert.Throws<ArgumentException>(() => RunRecord.Write(Run with { FinishedAt = null }, Origin()));
        Assert.Throws<ArgumentException>(() => RunRecord.Write(Run with { AsOf = null }, Origin()));
    }

    [Theory]
    [InlineData("run:0190a0aa", "0190a0aa")]
    [InlineData("git:0190a0aa", null)]
    [InlineData(null, null)]
    public void Knows_the_run_that_it_was_compared_with(string? baseline, string? run) =>
        Assert.Equal(run, RunRecord.BaselineRun(Run with { Baseline = baseline }));

    private static JsonObject Document() => JsonNode.Parse(RunRecord.Write(Run, Origin()))!.AsObject();

    private static void AssertRefused(Action<JsonObject> change)
    {
        JsonObject record = Document();
        change(record);
        Assert.Throws<FormatException>(() => RunRecordReader.Read(CanonicalJson.Serialize(record), "/w", "/w/run.json"));
    }

    private static RunOrigin Origin() => new(
        "config/jobs.yaml",
        JobDefinition.ToJson(
            new AuditJob
            {
                Name = "changed",
                ActionType = "report.changed_since",
                Outputs = [new AuditJobOutput("exports/reports/changed.md", "md")],
                Arguments = new([new("since", "24h"), new("include", ValueList.Create<string>(["docs/"])), new("respect_gitignore", false)]),
                Tags = ["daily"],
                Needs = [new("sources")],
                Retries = 1,
                Root = "/w",
                ConfigPath = "/w/config/jobs.yaml",
            },
            new SecretRedactor(enabled: true)),
        1,
        "0.1.0",
        "host",
        "user",
        4711);
}
