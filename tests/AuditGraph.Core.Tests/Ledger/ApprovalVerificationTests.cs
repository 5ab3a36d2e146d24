using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Ledger;
using static AuditGraph.Core.Tests.Ledger.IndependentVerifiers;

namespace AuditGraph.Core.Tests.Ledger;

/// <summary>The product and the programs that share no code with it say the same of approvals.</summary>
public sealed class ApprovalVerificationTests : IDisposable
{
    private readonly IndependentVerifiers verifiers = new();

    private TestProfile Profile => verifiers.Profile;

    /// <summary>What is done to a ledger of three runs of which 10, 11 and 12 approved the first two, and what is wrong with it then.</summary>
    private static readonly Dictionary<string, (Action<TestProfile> Apply, AuditErrorDescriptor Wrong, string Says)> Changes = new(StringComparer.Ordinal)
    {
        ["snapshot deleted"] = (at => File.Delete(Snapshot(at, 12)), VerificationErrors.ApprovedSnapshotMissing, "missing"),
        ["snapshot of a folder"] = (ReplaceByFolder, VerificationErrors.ApprovedSnapshotChanged, "another one"),
        ["header changed"] = (at => Flip(Snapshot(at, 12), 40), VerificationErrors.ApprovedSnapshotChanged, "another one"),
        ["header cut"] = (at => File.WriteAllBytes(Snapshot(at, 12), File.ReadAllBytes(Snapshot(at, 12))[..30]), VerificationErrors.ApprovedSnapshotChanged, "another one"),
        ["snapshot of an earlier approval changed"] = (at => Flip(Snapshot(at, 10), 40), VerificationErrors.ApprovedSnapshotChanged, "another one"),
        ["the id of an approval twice"] = (at => at.Approve(12, 1, 12 - 1), EvidenceErrors.EntryOutOfOrder, "id that is taken"),
        ["the id of a run"] = (at => at.Approve(1, 0, 12), EvidenceErrors.EntryOutOfOrder, "id that is taken"),
        ["a run with the id of an approval"] = (at => at.Log.Append(TestProfile.Started(12)), EvidenceErrors.EntryOutOfOrder, "id of an approval"),
        ["a run that never was"] = (at => at.Approve(13, 9, 12), EvidenceErrors.EntryOutOfOrder, "no run of the job"),
        ["a run that has not ended"] = (ApproveUnfinished, EvidenceErrors.EntryOutOfOrder, "no run of the job"),
        ["a run that failed"] = (ApproveFailed, EvidenceErrors.EntryOutOfOrder, "no run of the job"),
        ["a run of another job"] = (at => at.Approve(13, 1, job: "other"), EvidenceErrors.EntryOutOfOrder, "no run of the job"),
        ["an approval passed over"] = (at => at.Approve(13, 1, 11), EvidenceErrors.EntryOutOfOrder, "does not build"),
        ["a second first approval"] = (at => at.Approve(13, 1), EvidenceErrors.EntryOutOfOrder, "does not build"),
    };

    public static TheoryData<string> ChangeNames => [.. Changes.Keys];

    public void Dispose() => verifiers.Dispose();

    [Fact]
    public void What_holds_is_accepted_by_all()
    {
        Build();
        AuditLedgerVerification good = Profile.Verify();
        Assert.True(good.IsValid, good.Verdict);
        Assert.Equal(3, good.Runs);
        Assert.Equal((0, ""), Refusal(verifiers.Check("sh")));
        Assert.Equal((0, ""), Refusal(verifiers.Check("python3")));
    }

    [Theory]
    [MemberData(nameof(ChangeNames))]
    public void What_does_not_hold_is_found_by_all(string change)
    {
        Build();
        (Action<TestProfile> apply, AuditErrorDescriptor wrong, string says) = Changes[change];
        apply(Profile);

        AuditLedgerProblem problem = Assert.Single(Profile.Verify().Problems, problem => problem.Severity == DiagnosticSeverity.Error && problem.Name == wrong.Name);
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
        Assert.Contains("INVALID", Invalid(verifiers.Check("sh")), StringComparison.Ordinal);
        Assert.Contains("INVALID", Invalid(verifiers.Check("python3")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_snapshot_of_an_approval_that_others_followed_may_be_gone()
    {
        Build();
        File.Delete(Snapshot(Profile, 10));
        File.Delete(Snapshot(Profile, 11));

        Assert.True(Profile.Verify().IsValid);
        Assert.Equal((0, ""), Refusal(verifiers.Check("sh")));
        Assert.Equal((0, ""), Refusal(verifiers.Check("python3")));
    }

    [Fact]
    public void An_approval_is_no_run()
    {
        Build();
        Assert.Null(new LedgerRuns(Profile.Log).Find(TestProfile.RunId(12)));
        LedgerView view = Profile.Open();
        var proof = new RunProof(view.Read(view.Size - 1), InclusionProof.For(view, view.Size - 1), view.Signed);
        Assert.Equal(EvidenceErrors.ProofMalformed.Name, Assert.Single(RunProofVerifier.Verify(proof.ToBytes(), view.Checkpoint).Problems).Name);

        string path = Path.Join(Profile.Paths.Root, "approval.tlog-proof");
        File.WriteAllBytes(path, proof.ToBytes());
        Assert.Contains("not an entry of a run", Invalid(verifiers.CheckProof("sh", path, "-c", InLedger(Profile, "checkpoint"))), StringComparison.Ordinal);
    }

    private void Build()
    {
        verifiers.Build(3, signed: false);
        Profile.Approve(10, 0);
        Profile.Approve(11, 0, 10);
        Profile.Approve(12, 1, 11);
    }

    private static void ApproveUnfinished(TestProfile at)
    {
        at.Append(1);
        at.Approve(13, 3, 12);
    }

    private static void ApproveFailed(TestProfile at)
    {
        at.Append(1);
        string record = Record(at, 3);
        TestProfile.Write(record, "{}");
        at.Log.Append(LedgerEntry.RunFinished(
            TestProfile.RunId(3), "daily", DateTimeOffset.UnixEpoch, AuditRunStatus.Failed, ContentHash.Of(File.ReadAllBytes(record))));
        at.Approve(13, 3, 12);
    }

    private static void ReplaceByFolder(TestProfile at)
    {
        File.Delete(Snapshot(at, 12));
        Directory.CreateDirectory(Snapshot(at, 12));
    }

    private static string Snapshot(TestProfile at, int number) => Path.Join(at.Paths.Snapshots, $"{TestProfile.RunId(number)}.snapshot");

    private static void Flip(string path, int position)
    {
        byte[] content = File.ReadAllBytes(path);
        content[position] ^= 1;
        File.WriteAllBytes(path, content);
    }
}
