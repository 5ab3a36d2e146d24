using AuditGraph.Core.Errors;
using AuditGraph.Core.Runs.Approvals;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Tests.Snapshots;
using AuditGraph.Core.Workspaces;
using AuditGraph.CrashHarness;

namespace AuditGraph.Core.Tests.Runs.Approvals;

public sealed class BaselineApproverTests : IDisposable
{
    private readonly ApprovalWorkspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void What_a_run_saw_is_approved_and_later_runs_are_given_it()
    {
        string run = workspace.Run();
        AuditBaseline approval = workspace.Approve(run);
        string later = workspace.Run();

        Assert.Equal(("watched", run, "as deployed", null, true, 3L), (approval.Job, approval.Run, approval.Reason, approval.Previous, approval.IsCurrent, approval.Files));
        Assert.Equal($"{Environment.UserName}@{Environment.MachineName}", approval.By);
        Assert.Null(workspace.Found[run]);
        Assert.Equal(approval.Id, workspace.Found[later]!.Id);
        Assert.Equal(TreeText.Shown("a.txt=a", "src/b.txt=b", "src/c.log=c"), workspace.Approved());
        Assert.Equal(["a.txt", "src/.git", "src/b.txt", "src/c.log", ".git"], workspace.Facts().Keys.OrderBy(path => path.Replace("src/.git", "src/", StringComparison.Ordinal).Replace(".git", "z", StringComparison.Ordinal)));
        Assert.True(workspace.Verify().IsValid, workspace.Verify().Verdict);
        Assert.Equal([approval], workspace.History());
    }

    [Fact]
    public void Nobody_is_given_what_was_approved_for_another_job()
    {
        workspace.ApproveAll();
        string second = workspace.Run("second");

        Assert.Null(workspace.Found[second]);
    }

    [Fact]
    public void A_part_is_approved_on_top_of_what_was_before()
    {
        AuditBaseline first = workspace.ApproveAll();
        workspace.Write("a.txt", "changed");
        workspace.Write("src/b.txt", "changed");
        workspace.Write("src/new.txt", "new");
        workspace.Delete("src/c.log");
        File.SetUnixFileMode(workspace["src"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.SetUnixFileMode(workspace["a.txt"], UnixFileMode.UserRead);
        string run = workspace.Run();
        Dictionary<string, string> before = workspace.Facts();

        ApprovalPlan plan = workspace.Plan(run, "src/**", "!*.log");
        AuditBaseline part = workspace.Approve(run, "src/**", "!*.log");

        Assert.Equal(new ApprovalChanges(1, 1, 0, 0), plan.Changes);
        Assert.Equal((first.Id, ["src/**", "!*.log"]), (part.Previous, part.Paths));
        Assert.Equal(TreeText.Shown("a.txt=a", "src/b.txt=changed", "src/new.txt=new", "src/c.log=c"), workspace.Approved());
        Assert.Equal(before["src/.git"], workspace.Facts()["src/.git"]);
        Assert.Equal(before["a.txt"], workspace.Facts()["a.txt"]);

        Assert.Equal(new ApprovalChanges(0, 0, 1, 1), workspace.Plan(run, "/src").Changes);
        Assert.Equal(new ApprovalChanges(0, 1, 1, 2), workspace.Plan(run).Changes);
        Assert.Equal("1 added, 1 changed, 0 removed, 0 with other permissions or owners", plan.Changes.ToString());
    }

    [Fact]
    public void Of_a_job_s_first_approval_of_a_part_the_rest_is_not_approved()
    {
        string run = workspace.Run();
        workspace.Approve(run, "*.txt");

        Assert.Equal(TreeText.Shown("a.txt=a", "src/b.txt=b"), workspace.Approved());
    }

    [Fact]
    public void What_changed_since_the_run_is_not_approved_and_is_named()
    {
        string run = workspace.Run();
        workspace.Write("a.txt", "other");
        workspace.Write("src/new\u001b[31m.txt", "new");
        workspace.Delete("src/c.log");
        File.SetUnixFileMode(workspace["src/b.txt"], UnixFileMode.UserRead);

        AuditException refusal = workspace.Refusal(run);

        Assert.Equal(ApprovalErrors.TreeMovedOn, refusal.Descriptor);
        Assert.Equal(
            $"4 paths changed since the run {run}: 'a.txt' was changed, 'src/b.txt' has other permissions, another owner or other links, "
                + "'src/c.log' was removed, 'src/new\\x1b[31m.txt' was added.",
            refusal.Message);
        Assert.Null(workspace.Current());
    }

    [Fact]
    public void What_changed_elsewhere_does_not_matter_to_a_part()
    {
        string run = workspace.Run();
        workspace.Write("a.txt", "changed");

        Assert.Equal(ApprovalErrors.TreeMovedOn, workspace.Refusal(run, "*.txt").Descriptor);
        workspace.Approve(run, "src");

        Assert.Equal(TreeText.Shown("src/b.txt=b", "src/c.log=c"), workspace.Approved());
    }

    [Fact]
    public void A_file_that_has_only_grown_since_is_approved_as_the_run_saw_it()
    {
        string run = workspace.Run();
        workspace.Write("src/c.log", "c and more");
        workspace.Approve(run);

        Assert.Equal(TreeText.Shown("a.txt=a", "src/b.txt=b", "src/c.log=c"), workspace.Approved());
    }

    [Theory]
    [InlineData("C and more")]
    [InlineData("")]
    public void A_file_that_does_not_begin_with_what_the_run_saw_any_more_has_changed(string content)
    {
        string run = workspace.Run();
        workspace.Write("src/c.log", content);

        Assert.Contains("'src/c.log' was changed", workspace.Refusal(run).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_has_grown_and_has_another_mode_has_changed()
    {
        string run = workspace.Run();
        workspace.Write("src/c.log", "c and more");
        File.SetUnixFileMode(workspace["src/c.log"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        Assert.Equal(ApprovalErrors.TreeMovedOn, workspace.Refusal(run).Descriptor);
    }

    [Fact]
    public void Only_the_first_of_very_many_changes_are_named()
    {
        string run = workspace.Run();
        for (int file = 0; file < 30; file++)
        {
            workspace.Write($"new/{file:00}", "");
        }

        Assert.EndsWith("'new/19' was added and 10 more.", workspace.Refusal(run).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_run_could_not_see_is_not_approved()
    {
        string[] refusals = Baselines.OrdinaryUser.Do(workspace[""], () =>
        {
            File.SetUnixFileMode(workspace["src/c.log"], UnixFileMode.None);
            string run = workspace.Run();
            string refusal = workspace.Refusal(run).Message;
            string part = workspace.Refusal(run, "src").Message;
            workspace.Approve(run, "*.txt");
            File.SetUnixFileMode(workspace["src"], UnixFileMode.None);
            run = workspace.Run();
            string below = workspace.Refusal(run, "/src/b.txt").Message;
            File.SetUnixFileMode(workspace["src"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return new[] { refusal, part, below };
        });

        Assert.All(refusals[..2], refusal => Assert.EndsWith("could not see 1 path: 'src/c.log'.", refusal, StringComparison.Ordinal));
        Assert.EndsWith("could not see 1 path: 'src'.", refusals[2], StringComparison.Ordinal);
        Assert.Equal(TreeText.Shown("a.txt=a", "src/b.txt=b"), workspace.Approved());
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("a.txt", "/b.txt")]
    public void A_pattern_that_matches_nothing_is_refused(params string[] patterns)
    {
        string run = workspace.Run();

        Assert.Equal(ApprovalErrors.PatternChoosesNothing, workspace.Refusal(run, patterns).Descriptor);
    }

    [Theory]
    [InlineData("../a.txt")]
    [InlineData("src/../a.txt")]
    [InlineData("a\u001b[31m")]
    [InlineData("a\nb")]
    [InlineData("")]
    [InlineData("#a.txt")]
    [InlineData("!a.txt")]
    public void A_pattern_that_is_none_is_refused(string pattern)
    {
        string run = workspace.Run();

        Assert.Equal(ApprovalErrors.ApprovalInvalid, workspace.Refusal(run, pattern).Descriptor);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("a\u001b[31m")]
    [InlineData("a\r\nb")]
    [InlineData("a\u0085b")]
    [InlineData(null)]
    public void A_reason_is_words(string? reason)
    {
        string run = workspace.Run();
        var request = new ApprovalRequest(run, [], reason ?? new string('x', 1 << 20));

        AuditException refusal = Assert.ThrowsAny<AuditException>(() => workspace.Approver().Plan(request, TestContext.Current.CancellationToken));

        Assert.Equal(ApprovalErrors.ApprovalInvalid, refusal.Descriptor);
    }

    [Fact]
    public void A_secret_in_a_reason_is_masked_and_one_in_a_pattern_refused()
    {
        string secret = string.Concat("ghp_", "abcdefghijklmnopqrstuvwxyz0123456789");
        string run = workspace.Run();
        ApprovalPlan plan = workspace.Approver().Plan(new ApprovalRequest(run, [], $"by {secret}"), TestContext.Current.CancellationToken);

        Assert.DoesNotContain(secret, workspace.Approver().Approve(plan, TestContext.Current.CancellationToken).Reason, StringComparison.Ordinal);
        Assert.Equal(ApprovalErrors.ApprovalInvalid, workspace.Refusal(run, secret).Descriptor);
    }

    [Fact]
    public void Only_a_good_run_of_an_action_that_compares_with_it_is_approved()
    {
        Assert.Equal(RunErrors.RunNotFound, workspace.Refusal("01890000-0000-7000-8000-000000000001").Descriptor);
        Assert.Equal(ApprovalErrors.RunNotApprovable, workspace.Refusal(workspace.Run("other")).Descriptor);
        workspace.Fails = true;
        Assert.Equal(ApprovalErrors.RunNotApprovable, workspace.Refusal(workspace.Run()).Descriptor);
        workspace.Fails = false;

        string run = workspace.Run();
        AuditBaseline approval = workspace.Approve(run);
        Assert.Equal(RunErrors.RunNotFound, workspace.Refusal(approval.Id).Descriptor);
        File.Delete(Snapshot(run));
        Assert.Equal(SnapshotErrors.SnapshotNotFound, workspace.Refusal(run).Descriptor);
    }

    [Fact]
    public void A_snapshot_or_record_that_is_not_the_run_s_is_not_approved()
    {
        string first = workspace.Run();
        workspace.Write("a.txt", "changed");
        string run = workspace.Run();
        byte[] snapshot = File.ReadAllBytes(Snapshot(run));
        var store = new SnapshotStore(workspace.Workspace.Paths, new Disk());
        SnapshotHeader forged = store.Find(first)! with { RunId = run };
        File.Delete(Snapshot(run));
        store.Add(forged, store.Open(forged), store.OpenFacts(forged), TestContext.Current.CancellationToken);
        Assert.Equal(SnapshotErrors.SnapshotNotRecorded, workspace.Refusal(run).Descriptor);

        File.WriteAllBytes(Snapshot(run), snapshot);
        File.AppendAllText(workspace.Workspace.Paths.RecordOf(run), " ");
        Assert.Equal(ApprovalErrors.RunNotApprovable, workspace.Refusal(run).Descriptor);
    }

    [Fact]
    public void A_part_is_not_approved_on_top_of_what_was_looked_at_by_other_rules()
    {
        workspace.ApproveAll();
        workspace.Scope = new() { Exclude = ["config/", "*.log"] };
        string run = workspace.Run();

        Assert.Equal(ApprovalErrors.PartNotApprovable, workspace.Refusal(run, "src").Descriptor);
        workspace.Approve(run);
        Assert.Equal(TreeText.Shown("a.txt=a", "src/b.txt=b"), workspace.Approved());
    }

    [Fact]
    public void Of_two_approvals_at_once_one_is_refused()
    {
        string run = workspace.Run();
        ApprovalPlan one = workspace.Plan(run);
        ApprovalPlan other = workspace.Plan(run, "src");
        AuditBaseline approval = workspace.Approver().Approve(one, TestContext.Current.CancellationToken);

        AuditRunException refusal = Assert.Throws<AuditRunException>(() => workspace.Approver().Approve(other, TestContext.Current.CancellationToken));

        Assert.Equal(ApprovalErrors.ApprovalOvertaken, refusal.Descriptor);
        Assert.Contains(approval.Id, refusal.Message, StringComparison.Ordinal);
        Assert.Equal([approval], workspace.History());
    }

    [Theory]
    [InlineData("Before")]
    [InlineData("Torn")]
    [InlineData("After")]
    public void Wherever_it_is_interrupted_what_was_approved_before_is_in_force_or_the_new_one_is_whole(string kind)
    {
        AuditBaseline first = workspace.ApproveAll();
        workspace.Write("a.txt", "changed");
        string run = workspace.Run();
        ApprovalPlan plan = workspace.Plan(run);
        for (int at = 1; workspace.Current()!.Id == first.Id; at++)
        {
            var disk = new FaultyDisk(new Disk(), at, Enum.Parse<FaultKind>(kind), static () => throw new PowerCutException()) { StaysBroken = true };
            try
            {
                workspace.Approver(disk).Approve(plan, TestContext.Current.CancellationToken);
                Assert.False(disk.HasFailed);
            }
            catch (Exception failure) when (failure is AuditException or PowerCutException)
            {
                Assert.True(disk.HasFailed, failure.Message);
            }

            AuditLedgerVerification found = workspace.Verify();
            Assert.True(found.IsHistoryValid, found.Verdict);
        }

        Assert.Equal(TreeText.Shown("a.txt=changed", "src/b.txt=b", "src/c.log=c"), workspace.Approved());
        Assert.Equal(workspace.Current()!.Id, workspace.Found[workspace.Run()]!.Id);
    }

    private string Snapshot(string run) => Path.Join(workspace.Workspace.Paths.Snapshots, run + ".snapshot");
}
