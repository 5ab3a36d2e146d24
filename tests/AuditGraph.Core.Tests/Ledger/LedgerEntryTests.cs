using System.Text;
using System.Text.Json.Nodes;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Ledger;
using FsCheck;
using FsCheck.Fluent;

namespace AuditGraph.Core.Tests.Ledger;

public sealed class LedgerEntryTests
{
    private const string Run = "01890000-0000-7000-8000-000000000001";

    private const string OtherRun = "01890000-0000-7000-8000-000000000002";

    private const string OtherApproval = "01890000-0000-7000-8000-000000000003";

    private static readonly DateTimeOffset Time = DateTimeOffset.UnixEpoch;

    [Fact]
    public void An_entry_is_canonical_JSON() =>
        Assert.Equal(
            $$"""{"job":"daily","run":"{{Run}}","time":"1970-01-01T00:00:00.000Z","type":"run.started"}""",
            Encoding.UTF8.GetString(LedgerEntry.RunStarted(Run, "daily", Time).ToBytes()));

    [Fact]
    public void The_time_is_kept_to_the_millisecond_in_UTC()
    {
        var local = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(2));
        LedgerEntry entry = LedgerEntry.RunStarted(Run, "daily", local.AddTicks(9));
        Assert.Equal(local.ToUniversalTime(), entry.Time);
        Assert.Equal(TimeSpan.Zero, entry.Time.Offset);
    }

    private static readonly RecordedOutput[] Outputs =
        [new("exports/a b/ü.md", ContentHash.Of("a"u8)), new("exports/a.sarif", ContentHash.Of("b"u8)), new("exports/A.md", ContentHash.Of("a"u8))];

    [Fact]
    public void Whatever_the_job_is_called_the_entry_is_read_back() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<NonEmptyString>(),
            ArbMap.Default.ArbFor<int>(),
            (job, seed) =>
            {
                string name = job.Get.Replace("\ud800", "", StringComparison.Ordinal);
                ContentHash hash = ContentHash.Of(BitConverter.GetBytes(seed));
                LedgerEntry entry = (seed % 3) switch
                {
                    0 => LedgerEntry.RunStarted(Run, name, Time.AddMilliseconds(Math.Abs((long)seed))),
                    1 => LedgerEntry.RunAbandoned(Run, name, Time, seed > 0 ? hash : null),
                    _ => LedgerEntry.RunFinished(Run, name, Time, AuditRunStatus.Failed, hash, [.. Outputs.Take(seed % 4)]),
                };
                return LedgerEntry.TryParse(entry.ToBytes(), out LedgerEntry? read) && read == entry;
            }).Holds();

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"job":"daily","run":"RUN","time":"1970-01-01T00:00:00.000Z","type":"run.started"} """)]
    [InlineData("""{"run":"RUN","job":"daily","time":"1970-01-01T00:00:00.000Z","type":"run.started"}""")]
    [InlineData("""{"job":"daily","job":"daily","run":"RUN","time":"1970-01-01T00:00:00.000Z","type":"run.started"}""")]
    [InlineData("""{"job":"daily","more":"1","run":"RUN","time":"1970-01-01T00:00:00.000Z","type":"run.started"}""")]
    [InlineData("""{"job":"d\u0061ily","run":"RUN","time":"1970-01-01T00:00:00.000Z","type":"run.started"}""")]
    [InlineData("""{"job":1,"run":"RUN","time":"1970-01-01T00:00:00.000Z","type":"run.started"}""")]
    [InlineData("""{"job":"","run":"RUN","time":"1970-01-01T00:00:00.000Z","type":"run.started"}""")]
    [InlineData("""{"job":"daily","run":"run","time":"1970-01-01T00:00:00.000Z","type":"run.started"}""")]
    [InlineData("""{"job":"daily","run":"RUN","time":"1970-01-01T00:00:00Z","type":"run.started"}""")]
    [InlineData("""{"job":"daily","run":"RUN","time":"1970-13-01T00:00:00.000Z","type":"run.started"}""")]
    [InlineData("""{"job":"daily","run":"RUN","time":"1970-01-01T00:00:00.000Z","type":"run.paused"}""")]
    [InlineData("""{"job":"daily","run":"RUN","status":"ok","time":"1970-01-01T00:00:00.000Z","type":"run.started"}""")]
    [InlineData("""{"job":"daily","run":"RUN","status":"ok","time":"1970-01-01T00:00:00.000Z","type":"run.finished"}""")]
    [InlineData("""{"job":"daily","record":"HASH","run":"RUN","status":"good","time":"1970-01-01T00:00:00.000Z","type":"run.finished"}""")]
    [InlineData("""{"job":"daily","record":"hash","run":"RUN","status":"ok","time":"1970-01-01T00:00:00.000Z","type":"run.finished"}""")]
    [InlineData("""{"job":"daily","output":"HASH","record":"HASH","run":"RUN","status":"ok","time":"1970-01-01T00:00:00.000Z","type":"run.finished"}""")]
    [InlineData("""{"job":"daily","output":"HASH","outputPath":"../x","record":"HASH","run":"RUN","status":"ok","time":"1970-01-01T00:00:00.000Z","type":"run.finished"}""")]
    [InlineData("""{"job":"daily","output":"HASH","outputPath":"/x","record":"HASH","run":"RUN","status":"ok","time":"1970-01-01T00:00:00.000Z","type":"run.finished"}""")]
    public void Another_text_is_no_entry(string json)
    {
        string text = json.Replace("RUN", Run, StringComparison.Ordinal).Replace("HASH", ContentHash.Of([]).ToString(), StringComparison.Ordinal);
        Assert.False(LedgerEntry.TryParse(Encoding.UTF8.GetBytes(text), out _));
    }

    [Theory]
    [InlineData("exports/a.md", true)]
    [InlineData("exports/..a/.b", true)]
    [InlineData("", false)]
    [InlineData("exports//a.md", false)]
    [InlineData("exports/./a.md", false)]
    [InlineData("exports/../a.md", false)]
    [InlineData("exports/a\0.md", false)]
    public void An_output_s_path_is_one_inside_the_workspace(string path, bool isInside)
    {
        ContentHash hash = ContentHash.Of([]);
        LedgerEntry entry = LedgerEntry.RunFinished(Run, "daily", Time, AuditRunStatus.Ok, hash, new RecordedOutput(path, hash));
        if (isInside)
        {
            Assert.True(LedgerEntry.TryParse(entry.ToBytes(), out LedgerEntry? read));
            Assert.Equal(entry, read);
        }
        else
        {
            Assert.Throws<ArgumentException>(entry.ToBytes);
        }
    }

    [Theory]
    [InlineData(AuditRunStatus.Ok)]
    [InlineData(AuditRunStatus.Failed)]
    [InlineData(AuditRunStatus.Skipped)]
    [InlineData(AuditRunStatus.Blocked)]
    public void Every_end_of_a_run_is_read_back(AuditRunStatus status)
    {
        LedgerEntry entry = LedgerEntry.RunFinished(Run, "daily", Time, status, ContentHash.Of([]));
        Assert.True(LedgerEntry.TryParse(entry.ToBytes(), out LedgerEntry? read));
        Assert.Equal(status, read.Status);
    }

    [Theory]
    [InlineData("""{"job":"daily","record":"HASH","run":"RUN","time":"1970-01-01T00:00:00.000Z","type":"run.finished"}""")]
    [InlineData("""{"job":"daily","record":"HASH","run":"RUN","time":"1970-01-01T00:00:00.000Z","type":"run.started"}""")]
    [InlineData("""{"job":"daily","moreOutputs":[{"output":"HASH","outputPath":"exports/b"}],"record":"HASH","run":"RUN","status":"ok","time":"1970-01-01T00:00:00.000Z","type":"run.finished"}""")]
    [InlineData("""{"job":"daily","moreOutputs":[],"output":"HASH","outputPath":"exports/a","record":"HASH","run":"RUN","status":"ok","time":"1970-01-01T00:00:00.000Z","type":"run.finished"}""")]
    [InlineData("""{"job":"daily","moreOutputs":[{"output":"HASH","outputPath":"exports/a"}],"output":"HASH","outputPath":"exports/a","record":"HASH","run":"RUN","status":"ok","time":"1970-01-01T00:00:00.000Z","type":"run.finished"}""")]
    [InlineData("""{"job":"daily","moreOutputs":[{"outputPath":"exports/b"}],"output":"HASH","outputPath":"exports/a","record":"HASH","run":"RUN","status":"ok","time":"1970-01-01T00:00:00.000Z","type":"run.finished"}""")]
    [InlineData("""{"job":"daily","moreOutputs":[{"output":"HASH","outputPath":"exports/b","x":"y"}],"output":"HASH","outputPath":"exports/a","record":"HASH","run":"RUN","status":"ok","time":"1970-01-01T00:00:00.000Z","type":"run.finished"}""")]
    [InlineData("""{"job":"daily","moreOutputs":[null],"output":"HASH","outputPath":"exports/a","record":"HASH","run":"RUN","status":"ok","time":"1970-01-01T00:00:00.000Z","type":"run.finished"}""")]
    [InlineData("""{"job":"daily","moreOutputs":"x","output":"HASH","outputPath":"exports/a","record":"HASH","run":"RUN","status":"ok","time":"1970-01-01T00:00:00.000Z","type":"run.finished"}""")]
    [InlineData("""{"job":"daily","outputPath":"exports/a","record":"HASH","run":"RUN","status":"ok","time":"1970-01-01T00:00:00.000Z","type":"run.finished"}""")]
    [InlineData("""{"job":"daily","output":"HASH","outputPath":"exports/a","record":"HASH","run":"RUN","time":"1970-01-01T00:00:00.000Z","type":"run.abandoned"}""")]
    [InlineData("""{"job":"daily","publicKey":"AAAA","run":"RUN","time":"1970-01-01T00:00:00.000Z","type":"run.started"}""")]
    [InlineData("""{"job":"ledger.init-key","run":"RUN","time":"1970-01-01T00:00:00.000Z","type":"key.added"}""")]
    [InlineData("""{"job":"daily","run":"01890000-0000-7000-8000-00000000000A","time":"1970-01-01T00:00:00.000Z","type":"run.started"}""")]
    public void Members_that_do_not_go_with_the_type_are_refused(string json)
    {
        string text = json.Replace("RUN", Run, StringComparison.Ordinal).Replace("HASH", ContentHash.Of([]).ToString(), StringComparison.Ordinal);
        Assert.False(LedgerEntry.TryParse(Encoding.UTF8.GetBytes(text), out _));
    }

    [Fact]
    public void A_run_that_reused_an_output_names_whose_and_of_which_inputs()
    {
        ContentHash hash = ContentHash.Of([]);
        LedgerEntry entry = LedgerEntry.RunFinished(Run, "daily", Time, AuditRunStatus.Ok, hash, new RecordedOutput("exports/a.md", hash)).Reusing(OtherRun, hash);

        Assert.True(LedgerEntry.TryParse(entry.ToBytes(), out LedgerEntry? read));
        Assert.Equal((OtherRun, hash), (read.Reused, read.Inputs));
    }

    [Theory]
    [InlineData(AuditRunStatus.Failed, "exports/a.md", OtherRun)]
    [InlineData(AuditRunStatus.Ok, null, OtherRun)]
    [InlineData(AuditRunStatus.Ok, "exports/a.md", Run)]
    [InlineData(AuditRunStatus.Ok, "exports/a.md", "run")]
    [InlineData(AuditRunStatus.Ok, "exports/a.md", "01890000-0000-7000-8000-00000000000A")]
    public void Only_a_run_that_ended_well_with_an_output_has_reused_that_of_another(AuditRunStatus status, string? path, string reused)
    {
        ContentHash hash = ContentHash.Of([]);
        LedgerEntry entry = LedgerEntry.RunFinished(Run, "daily", Time, status, hash, path is null ? [] : [new RecordedOutput(path, hash)]).Reusing(reused, hash);

        Assert.Throws<ArgumentException>(entry.ToBytes);
    }

    [Theory]
    [InlineData("inputs")]
    [InlineData("reused")]
    public void A_reuse_names_both_a_run_and_its_inputs(string left)
    {
        ContentHash hash = ContentHash.Of([]);
        LedgerEntry entry = LedgerEntry.RunFinished(Run, "daily", Time, AuditRunStatus.Ok, hash, new RecordedOutput("exports/a.md", hash)).Reusing(OtherRun, hash);
        JsonObject members = JsonNode.Parse(entry.ToBytes())!.AsObject();

        Assert.True(LedgerEntry.TryParse(CanonicalJson.Serialize(members), out _));
        members.Remove(left);
        Assert.False(LedgerEntry.TryParse(CanonicalJson.Serialize(members), out _));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(OtherApproval, "src/**")]
    [InlineData(OtherApproval, "src/**", "!*.log", "\u001b\"\n")]
    public void An_approval_is_read_back(string? previous, params string[] patterns)
    {
        LedgerEntry entry = Approval(new BaselineApproval
        {
            By = "ann@here",
            Reason = "as deployed",
            Approved = OtherRun,
            Snapshot = ContentHash.Of("a"u8),
            Paths = [.. patterns],
            Previous = previous,
        });

        Assert.True(LedgerEntry.TryParse(entry.ToBytes(), out LedgerEntry? read));
        Assert.Equal(entry, read);
        Assert.False(read.IsOfRun);
    }

    [Theory]
    [InlineData("approved", null)]
    [InlineData("approved", "\"run\"")]
    [InlineData("approved", $"\"{Run}\"")]
    [InlineData("by", null)]
    [InlineData("by", "\"\"")]
    [InlineData("reason", null)]
    [InlineData("reason", "\"\"")]
    [InlineData("reason", "[]")]
    [InlineData("snapshot", null)]
    [InlineData("snapshot", "\"a\"")]
    [InlineData("paths", "[]")]
    [InlineData("paths", "\"src\"")]
    [InlineData("paths", "[\"\"]")]
    [InlineData("paths", "[null]")]
    [InlineData("previous", "\"run\"")]
    [InlineData("previous", $"\"{Run}\"")]
    [InlineData("previous", $"\"{OtherRun}\"")]
    [InlineData("status", "\"ok\"")]
    [InlineData("type", "\"run.started\"")]
    public void An_approval_says_no_less_no_more_and_nothing_else(string member, string? value)
    {
        LedgerEntry entry = Approval(new BaselineApproval
        {
            By = "ann@here",
            Reason = "as deployed",
            Approved = OtherRun,
            Snapshot = ContentHash.Of("a"u8),
        });
        JsonObject members = JsonNode.Parse(entry.ToBytes())!.AsObject();
        members.Remove(member);
        if (value is not null)
        {
            members.Add(member, JsonNode.Parse(value));
        }

        Assert.False(LedgerEntry.TryParse(CanonicalJson.Serialize(members), out _));
    }

    private static LedgerEntry Approval(BaselineApproval approval) => LedgerEntry.BaselineApproved(Run, "daily", Time, approval);

    [Fact]
    public void What_no_reader_would_take_is_not_written()
    {
        Assert.Throws<ArgumentException>(() => LedgerEntry.RunStarted("run", "daily", Time).ToBytes());
        Assert.Throws<ArgumentException>(() => LedgerEntry.RunStarted(Run, "", Time).ToBytes());
        Assert.Throws<ArgumentException>(
            () => LedgerEntry.RunFinished(Run, "daily", Time, AuditRunStatus.Pending, default).ToBytes());
    }
}
