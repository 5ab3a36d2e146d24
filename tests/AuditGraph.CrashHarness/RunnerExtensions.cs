using AuditGraph.Core.Execution;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Runs;

/// <summary>What is for several runs at once, for one: in the room's own namespace, so that it reads like it.</summary>
internal static class RunnerExtensions
{
    /// <summary>Runs one job as an invocation of its own.</summary>
    public static JobRunResult Run(
        this JobRunner runner, AuditJob job, DateTimeOffset? asOf, IAuditObserver observer, CancellationToken cancellation, TimeProvider? clock = null) =>
        runner.Run(JobPlan.Create([job with { Needs = [] }], _ => true), new InvocationOptions { AsOf = asOf }, observer, cancellation, clock).Results[0];

    /// <summary>Runs the jobs of a plan.</summary>
    public static InvocationResult Run(
        this JobRunner runner, JobPlan plan, InvocationOptions options, IAuditObserver observer, CancellationToken cancellation, TimeProvider? clock = null) =>
        new Invocation(runner, clock ?? TimeProvider.System).Run(plan, options, new Sink(observer), new InterruptionTokens(cancellation, cancellation));

    /// <summary>Records that one run begins.</summary>
    public static RunAnnouncement Begin(this RunLedger ledger, string runId, string job, CancellationToken cancellation) =>
        ledger.Begin([new AnnouncedRun(runId, job)], cancellation);

    /// <summary>Records that one run finished.</summary>
    public static AuditException? Finish(this RunLedger ledger, AuditJobRun run, byte[] record, PreparedFile? output) =>
        ledger.Finish([new PreparedRun(run, record, output is null ? [] : [output], null, null)])[0].Misplaced;

    private sealed class Sink(IAuditObserver observer) : IInvocationSink
    {
        public IAuditObserver Common => observer;

        public IAuditObserver Observe(AuditJob job) => observer;

        public void OnEnded(JobRunResult result)
        {
        }
    }
}
