using AuditGraph.Core.Runs;

namespace AuditGraph.Core.Tests.Runs;

public sealed class RunFilterTests
{
    [Theory]
    [InlineData(null, null, true)]
    [InlineData("daily", null, true)]
    [InlineData("weekly", null, false)]
    [InlineData(null, AuditRunStatus.Ok, true)]
    [InlineData(null, AuditRunStatus.Failed, false)]
    [InlineData("daily", AuditRunStatus.Failed, false)]
    [InlineData("weekly", AuditRunStatus.Ok, false)]
    [InlineData("daily", AuditRunStatus.Ok, true)]
    public void A_run_is_asked_for_where_nothing_speaks_against_it(string? job, AuditRunStatus? status, bool matches) =>
        Assert.Equal(matches, new RunFilter(job is null ? null : name => name == job, status).Matches("daily", AuditRunStatus.Ok));
}
