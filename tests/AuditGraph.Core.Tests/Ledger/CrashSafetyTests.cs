using AuditGraph.Core.Workspaces;
using AuditGraph.CrashHarness;

namespace AuditGraph.Core.Tests.Ledger;

/// <summary>A fault at every write of an append, of the first append and of giving the log a key.</summary>
public sealed class CrashSafetyTests
{
    public static TheoryData<string, int, bool> Faults
    {
        get
        {
            var data = new TheoryData<string, int, bool>();
            foreach (string kind in Enum.GetNames<FaultKind>())
            {
                foreach (int size in new[] { 0, 3, 255 })
                {
                    data.Add(kind, size, true);
                    if (kind is nameof(FaultKind.Before) or nameof(FaultKind.Torn))
                    {
                        data.Add(kind, size, false);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Whatever_write_an_append_ends_at_the_log_is_the_old_or_the_new_one_and_goes_on(string kind, int size, bool powerCut)
    {
        for (int at = 1; ; at++)
        {
            using TestProfile profile = TestProfile.OfSize(size);
            var disk = new FaultyDisk(new Disk(), at, Enum.Parse<FaultKind>(kind), Fail(powerCut)) { StaysBroken = true };
            string? failure = Try(() => profile.NewLog(disk).Append(TestProfile.Started(1000), TestProfile.Started(1001)));
            if (!disk.HasFailed)
            {
                Assert.Null(failure);
                break;
            }

            long now = profile.Log.TryOpen()?.Size ?? 0;
            Assert.True(now == size + 2 || (now == size && failure is not null), $"{now} entries after the fault at write {at}");
            Assert.True(failure is null or nameof(PowerCutException) or "WriteFailed", failure);
            AssertHolds(profile, now);

            profile.Log.Append(TestProfile.Started(2000));
            AssertHolds(profile, now + 1);
            Assert.DoesNotContain(profile.Verify().Problems, problem => problem.Name == "UncoveredTail");
        }
    }

    [Theory]
    [InlineData("Before")]
    [InlineData("Torn")]
    [InlineData("Empty")]
    [InlineData("After")]
    public void Whatever_write_the_making_of_a_key_ends_at_the_log_goes_on_and_a_key_can_be_made(string kind)
    {
        for (int at = 1; ; at++)
        {
            using TestProfile profile = TestProfile.OfSize(3);
            var disk = new FaultyDisk(new Disk(), at, Enum.Parse<FaultKind>(kind), Fail(powerCut: true)) { StaysBroken = true };
            string? failure = Try(() => profile.NewLog(disk).InitializeKey());
            if (!disk.HasFailed)
            {
                Assert.Null(failure);
                break;
            }

            bool signed = profile.Open().Signed.Signatures.Count > 0;
            profile.Log.Append(TestProfile.Started(2000));
            AssertHolds(profile, signed ? 5 : 4);
            Assert.Equal(signed, profile.Verify().Signed);
            Assert.Equal(signed ? "LedgerKeyExists" : null, Try(() => profile.InitializeKey()));
            Assert.True(profile.Verify().Signed);
        }
    }

    [Theory]
    [InlineData("Before")]
    [InlineData("Torn")]
    [InlineData("After")]
    public void A_process_killed_at_a_write_leaves_a_log_that_goes_on(string kind)
    {
        using TestProfile profile = TestProfile.OfSize(3);
        for (int at = 3; at <= 12; at += 3)
        {
            var environment = new Dictionary<string, string> { ["AUDITGRAPH_DIE_AT"] = $"{at}", ["AUDITGRAPH_DIE_HOW"] = kind };
            Assert.Equal(137, Harness.Run(["append", profile.Paths.Root, "5"], environment));
            long size = profile.Open().Size;
            AssertHolds(profile, size);
            profile.Log.Append(TestProfile.Started(2000 + at));
            AssertHolds(profile, size + 1);
        }
    }

    private static Action Fail(bool powerCut) =>
        () => throw (powerCut ? new PowerCutException() : new IOException("No space left on device"));

    private static string? Try(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (AuditException failure)
        {
            return failure.Descriptor.Name;
        }
        catch (PowerCutException)
        {
            return nameof(PowerCutException);
        }
    }

    private static void AssertHolds(TestProfile profile, long size)
    {
        AuditLedgerVerification result = profile.Verify();
        Assert.True(result.IsValid, result.Problems.ToString());
        Assert.Equal(size, result.Size);
    }
}
