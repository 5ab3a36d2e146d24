using AuditGraph.Core.Tests.Baselines;

namespace AuditGraph.Core.Tests.Actions.CheckIntegrity;

public sealed class CheckIntegrityTests
{
    private const string Made = """
        mkdir -p a/b c; printf alpha > a/x; printf beta > a/b/y; printf gamma > c/z; ln -s a/x link; printf log1 > c/log
        chmod 644 a/x a/b/y c/z c/log; chmod 755 a a/b c .
        """;

    [Fact]
    public void Nothing_is_well_before_something_is_approved()
    {
        using var workspace = new IntegrityWorkspace();
        workspace.Shell(Made);
        Assert.Equal(["integrity.unapproved "], workspace.Run());
        Assert.Equal(AuditVerdict.Fail, workspace.Last.Verdict);
        Assert.Contains("auditgraph baseline approve", (string?)workspace.Findings().Single()["message"], StringComparison.Ordinal);

        AuditBaseline approved = workspace.Approve();
        Assert.Empty(workspace.Run());
        Assert.Equal((AuditVerdict.Pass, $"approval:{approved.Id}"), (workspace.Last.Verdict, workspace.Last.Baseline));
    }

    [Theory]
    [InlineData("printf alphA > a/x", "integrity.content w/a/x")]
    [InlineData("printf alphabet > a/x", "integrity.content w/a/x", "integrity.size w/a/x")]
    [InlineData("chmod 600 a/x", "integrity.mode w/a/x")]
    [InlineData("chmod 2755 a/b", "integrity.mode w/a/b")]
    [InlineData("chmod 4755 a/x", "integrity.mode w/a/x")]
    [InlineData("ln a/x d", "integrity.added w/d", "integrity.links w/a/x")]
    [InlineData("ln -sfn a/y link", "integrity.links w/link")]
    [InlineData("rm c/z", "integrity.removed w/c/z")]
    [InlineData("rm -r a", "integrity.removed w/a/b/y", "integrity.removed w/a/x")]
    [InlineData("mkdir n; printf n > n/n; ln -s n l", "integrity.added w/l", "integrity.added w/n/n")]
    [InlineData("mv c/z c/q", "integrity.added w/c/q", "integrity.removed w/c/z")]
    [InlineData("rm c/z; ln -s ../a/x c/z", "integrity.type w/c/z")]
    [InlineData("rm link; printf f > link", "integrity.type w/link")]
    [InlineData("rm c/z; mkdir c/z; printf i > c/z/i", "integrity.added w/c/z/i", "integrity.type w/c/z")]
    [InlineData("rm -r a/b; printf f > a/b", "integrity.removed w/a/b/y", "integrity.type w/a/b")]
    [InlineData("rm -r a/b; ln -s /etc a/b", "integrity.removed w/a/b/y", "integrity.type w/a/b")]
    [InlineData("rm c/z; mkfifo c/z", "integrity.type w/c/z")]
    [InlineData("mv a/x t; mv a/b/y a/x; mv t a/b/y", "integrity.content w/a/b/y", "integrity.content w/a/x",
        "integrity.size w/a/b/y", "integrity.size w/a/x")]
    [InlineData("touch -d 2020-01-01 a/x; cp -p a/x t; mv t a/x; mkdir empty")]
    public void What_is_not_as_approved_is_found_once_for_what_is_not(string tamper, params string[] expected)
    {
        using var workspace = new IntegrityWorkspace();
        workspace.Shell(Made);
        workspace.Approve();
        workspace.Shell(tamper);

        Assert.Equal(expected, workspace.Run());
        Assert.Equal(expected.Length == 0 ? AuditVerdict.Pass : AuditVerdict.Fail, workspace.Last.Verdict);
    }

    [Theory]
    [InlineData("printf ' and more' >> c/log")]
    [InlineData("chmod 600 c/log")]
    [InlineData("printf log2 > c/log", "integrity.content w/c/log")]
    [InlineData("printf 'log2 and more' > c/log", "integrity.content w/c/log")]
    [InlineData("printf log > c/log", "integrity.shrunk w/c/log")]
    [InlineData("rm c/log", "integrity.removed w/c/log")]
    [InlineData("printf x > c/z")]
    [InlineData("rm c/z; printf x > a/new")]
    public void A_rule_finds_what_it_watches(string tamper, params string[] expected)
    {
        using var workspace = new IntegrityWorkspace("{path: w/c/log, watch: growing}, {path: w/, watch: ignore}");
        workspace.Shell(Made);
        workspace.Approve();
        workspace.Shell(tamper);

        Assert.Equal(expected, workspace.Run());
    }

    [Fact]
    public void Messages_and_properties_say_what_was_approved_and_what_is_so()
    {
        using var workspace = new IntegrityWorkspace("{path: '*', watch: [mode, links], severity: warning}");
        workspace.Shell(Made);
        workspace.Approve();
        workspace.Shell("chmod 600 a/x; ln -sfn \"$(printf 'b\\nad')\" link");
        workspace.Run();

        Assert.Equal(
            ["Its mode is 0600 in the place of 0644.", @"It leads to 'b\nad' in the place of 'a/x'."],
            workspace.Findings().Select(finding => (string?)finding["message"]));
        Assert.Equal(AuditVerdict.Warn, workspace.Last.Verdict);
    }

    [Fact]
    public void What_is_set_aside_is_the_state_and_not_the_file()
    {
        using var workspace = new IntegrityWorkspace();
        workspace.Shell(Made);
        workspace.Approve();
        workspace.Shell("printf one > a/x");
        workspace.Run();
        string? first = Fingerprint();
        workspace.Shell("printf two > a/x");
        workspace.Run();
        Assert.NotEqual(first, Fingerprint());
        workspace.Shell("printf one > a/x");
        workspace.Run();
        Assert.Equal(first, Fingerprint());

        string? Fingerprint() => (string?)workspace.Findings().Single(one => (string?)one["rule"] == "integrity.content")["fingerprint"];
    }

    [Fact]
    public void A_report_is_taken_again_until_contents_facts_or_the_approval_change()
    {
        using var workspace = new IntegrityWorkspace();
        workspace.Shell(Made);
        workspace.Approve();
        workspace.Run();
        Assert.Contains(workspace.Last.Reasons, reason => reason is { Code: "baseline_moved", Part: "baseline" });
        AssertTakenAgain(AuditVerdict.Pass);

        workspace.Shell("chmod 700 a");
        Assert.Equal(["integrity.mode w/a"], workspace.Run());
        Assert.Equal("facts", Assert.Single(workspace.Last.Reasons).Part);
        AssertTakenAgain(AuditVerdict.Fail);

        workspace.Approve("w/a/");
        Assert.Empty(workspace.Run());
        AssertTakenAgain(AuditVerdict.Pass);

        // What it says of earlier findings has changed, once.
        void AssertTakenAgain(AuditVerdict verdict)
        {
            workspace.Run();
            workspace.Run();
            Assert.Equal((AuditRunOrigin.Reused, verdict), (workspace.Last.Origin, workspace.Last.Verdict));
        }
    }

    [Fact]
    public void What_is_approved_in_part_leaves_the_rest_as_it_was_approved()
    {
        using var workspace = new IntegrityWorkspace();
        workspace.Shell(Made);
        workspace.Approve();
        workspace.Shell("printf other > a/x; printf other > c/z; chmod 700 a; chmod 700 c");
        workspace.Approve("w/a/");
        Assert.Equal(["integrity.content w/c/z", "integrity.mode w/c"], workspace.Run());
    }

    [Fact]
    public void What_cannot_be_read_is_told_as_that_and_not_as_changed()
    {
        using var workspace = new IntegrityWorkspace();
        workspace.Shell(Made);
        workspace.Approve();
        workspace.Shell("chmod 0 a/x; chmod 0 c");
        try
        {
            Assert.DoesNotContain(
                OrdinaryUser.Do(Path.GetDirectoryName(workspace.Folder)!, () => workspace.Run()),
                finding => !finding.StartsWith("integrity.owner", StringComparison.Ordinal));
            Assert.Equal(AuditVerdict.Fail, workspace.Last.Verdict);
            Assert.Equal(["w/a/x: It was not seen: unreadable.", "w/c: It was not seen: unreadable."], workspace.Gaps);
        }
        finally
        {
            workspace.Shell("chmod 755 c");
        }
    }

    [Fact]
    public void What_a_job_does_not_look_at_any_more_is_told()
    {
        using var workspace = new IntegrityWorkspace();
        workspace.Shell(Made);
        workspace.Approve();
        workspace.Rule("{path: '**', watch: immutable}", "include: [w/], exclude: [c/, '*.x'], on_unreadable: warn");
        Assert.Empty(workspace.Run());
        Assert.Equal(["w/c: It was approved, but the job leaves it out (exclude: c/)."], workspace.Gaps);
        Assert.Equal(AuditVerdict.Warn, workspace.Last.Verdict);

        workspace.Rule("{path: w/c/z, watch: mode}", "include: [w/], exclude: [c/], on_empty: ignore");
        workspace.Run();
        Assert.Equal(["w/c/z: It was approved, but the job leaves it out (exclude: c/)."], workspace.Gaps);
    }

    [Fact]
    public void Two_rules_that_are_as_specific_never_pass()
    {
        using var workspace = new IntegrityWorkspace(
            "{path: 'w/lo*', watch: growing}, {path: 'w/*og', watch: content}, {path: '*', watch: mode}");
        workspace.Shell("printf x > log; printf y > lot");
        workspace.Approve();
        Assert.Empty(workspace.Run());
        Assert.Equal(AuditVerdict.Fail, workspace.Last.Verdict);
        Assert.StartsWith("w/log: Two rules are as specific for it: 'w/lo*' and 'w/*og'.", Assert.Single(workspace.Gaps), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_decides_on_nothing_is_told()
    {
        using var workspace = new IntegrityWorkspace("{path: w/a/, watch: mode}, {path: none/, watch: content}");
        workspace.Shell(Made);
        workspace.Approve();
        workspace.Run();
        Assert.Equal([": The rule for 'none/' decides on nothing."], workspace.Gaps);
        Assert.Equal(AuditVerdict.Warn, workspace.Last.Verdict);
    }

    [Fact]
    public void Names_that_look_the_same_or_cannot_be_shown_stay_apart()
    {
        using var workspace = new IntegrityWorkspace();
        workspace.Shell("printf x > \"$(printf 'caf\\303\\251')\"; printf x > \"$(printf 'n\\nl')\"");
        workspace.Approve();
        workspace.Shell("mv caf* \"$(printf 'cafe\\314\\201')\"; printf y > \"$(printf 'n\\nl')\"");
        string[] found = workspace.Run();
        Assert.Equal(
            ["integrity.added w/cafe\\u{301}", "integrity.content w/n\\nl", "integrity.removed w/café"], found);
    }
}
