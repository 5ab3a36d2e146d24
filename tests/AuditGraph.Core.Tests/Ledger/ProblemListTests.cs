using AuditGraph.Core.Errors;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Ledger;

public sealed class ProblemListTests
{
    private readonly ProblemList problems = new(new ProfilePaths("/w", "default"));

    [Fact]
    public void The_first_hundred_of_a_kind_are_listed_and_the_last_of_them_says_so()
    {
        for (int number = 1; number <= 102; number++)
        {
            problems.Error(EvidenceErrors.ProofMismatch, $"{number}.", "/w/a");
        }

        problems.Error(EvidenceErrors.ProofMalformed, "other.", null);

        Assert.Equal(101, problems.Items.Count);
        Assert.Equal("99.", problems.Items[98].Message);
        Assert.Equal("100. Further problems of this kind are not listed.", problems.Items[99].Message);
        Assert.Equal(("other.", null), (problems.Items[100].Message, problems.Items[100].Path));
        Assert.Equal("a", problems.Items[0].Path);
    }

    [Fact]
    public void Evidence_holds_beside_warnings_and_the_history_beside_an_output_that_changed()
    {
        problems.Warning(EvidenceErrors.ProofMismatch, "a warning.", null);
        Assert.True(problems.IsValid);
        Assert.True(problems.IsHistoryValid);
        problems.Error(EvidenceErrors.OutputChanged, "an output.", null);
        Assert.False(problems.IsValid);
        Assert.True(problems.IsHistoryValid);
        problems.Error(EvidenceErrors.ProofMismatch, "an error.", null);
        Assert.False(problems.IsHistoryValid);
    }
}
