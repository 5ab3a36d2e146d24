using System.Globalization;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Runs.Retention;
using AuditGraph.Core.Runs.Reuse;

namespace AuditGraph.Core.Execution;

/// <summary>One call of <c>jobs run</c>, or one pipeline of <c>Invoke-AuditJob</c>: runs the jobs of a plan.</summary>
/// <param name="runner">Makes the single runs.</param>
/// <param name="clock">The clock.</param>
internal sealed class Invocation(JobRunner runner, TimeProvider clock)
{
    /// <summary>Runs the jobs. Each has exactly one end in the ledger afterwards, also where it never started.</summary>
    /// <param name="plan">The jobs.</param>
    /// <param name="options">How they are run.</param>
    /// <param name="sink">Who is told.</param>
    /// <param name="tokens">End it before it is done.</param>
    /// <exception cref="AuditException">The jobs could not begin (nothing is recorded), or one could not be recorded.</exception>
    /// <exception cref="OperationCanceledException">It was stopped before the jobs had begun; nothing is recorded.</exception>
    public InvocationResult Run(JobPlan plan, InvocationOptions options, IInvocationSink sink, InterruptionTokens tokens)
    {
        if (plan.Jobs.Count == 0)
        {
            return new InvocationResult(plan, [], IsInterrupted: false);
        }

        WarnOfNeedsLeftOut(plan, sink.Common);
        IReadOnlyList<OpenRun> runs = runner.Begin(
            [.. plan.Jobs.Select(job => job.Job)], options.Id, sink.Common, tokens.Stop);
        try
        {
            var messages = new MessageOrder(plan.Jobs.Select(job => sink.Observe(job.Job)));
            var judge = new ReuseJudge(runner, plan.Jobs.Select(job => job.Job.Name), options.Force, sink.Common);
            var scheduler = new Scheduler(plan, new Executor(runner, clock, options, runs, messages, judge, tokens), options, tokens);
            IReadOnlyList<JobRunResult> results = scheduler.Run((job, result) =>
            {
                messages.End(job.Index);
                sink.OnEnded(result);
            });
            if (runner.Workspace.Settings.Keep is not null && results.Any(result => result.Run.Status == AuditRunStatus.Ok))
            {
                new SnapshotRetention(runner.Workspace, runner.Disk, runner.Clock, sink.Common, runner.Catalog).TryCollect(tokens.Stop);
            }

            return new InvocationResult(plan, results, IsInterrupted(results, tokens));
        }
        finally
        {
            // Where something could not be recorded, whoever comes next finds it abandoned.
            runs[0].Announcement.Dispose();
        }
    }

    // A signal that came when all was done has changed nothing.
    private static bool IsInterrupted(IReadOnlyList<JobRunResult> results, InterruptionTokens tokens) =>
        tokens.Stop.IsCancellationRequested && results.Any(result => result.Run.ErrorName == RunErrors.Cancelled.Name);

    private void WarnOfNeedsLeftOut(JobPlan plan, IAuditObserver observer)
    {
        HashSet<string> missing = [.. plan.Jobs.SelectMany(job => job.OutsideNeeds).Select(need => need.Job)];
        if (missing.Count == 0)
        {
            return;
        }

        var newest = new Dictionary<string, AuditJobRun>(StringComparer.Ordinal);
        foreach (AuditJobRun run in runner.OpenHistory(observer).ReadNewestFirst(new RunFilter(missing.Contains)))
        {
            newest.TryAdd(run.Job, run);
            if (newest.Count == missing.Count)
            {
                break;
            }
        }

        foreach (PlannedJob job in plan.Jobs)
        {
            foreach (AuditJobNeed need in job.OutsideNeeds)
            {
                if (!newest.TryGetValue(need.Job, out AuditJobRun? run) || !NeedRules.IsMet(need, run))
                {
                    observer.OnWarning($"The job '{job.Job.Name}' needs '{need.Job}', which has no good run; '{job.Job.Name}' runs all the same.");
                }
            }
        }
    }

    private sealed class Executor(
        JobRunner runner,
        TimeProvider clock,
        InvocationOptions options,
        IReadOnlyList<OpenRun> runs,
        MessageOrder messages,
        ReuseJudge judge,
        InterruptionTokens tokens) : IJobExecutor
    {
        private readonly ValueList<AuditRunReason>[] reasons = [.. runs.Select(_ => ValueList.Create<AuditRunReason>([]))];

        // Written before any job that needs it is started.
        private readonly AuditJobRun?[] ended = new AuditJobRun?[runs.Count];

        private long? decidedAt;

        private readonly Dictionary<string, OpenRun> byId = runs.ToDictionary(run => run.Id, StringComparer.Ordinal);

        public IReadOnlyList<JobRunResult?> Reuse(IReadOnlyList<ReadyJob> jobs)
        {
            // What is decided rests on the ledger as it was when the first job was looked at.
            long size = decidedAt ??= runs[0].Ledger.CountEntries();
            var results = new JobRunResult?[jobs.Count];
            var reuses = new List<RunReuse>();
            var places = new List<int>();
            for (int index = 0; index < results.Length; index++)
            {
                (PlannedJob job, ValueList<AuditRunNeed> needs) = jobs[index];
                if (TryDecide(runs[job.Index], messages[job.Index], job.RunsAlways ? tokens.Kill : tokens.Stop) is not { } decision)
                {
                    continue;
                }

                reasons[job.Index] = decision.Reasons;
                if (decision.Source is not null)
                {
                    reuses.Add(new RunReuse(runs[job.Index], needs, decision, size));
                    places.Add(index);
                }
            }

            IReadOnlyList<JobRunResult?> recorded = runner.Recorder.Reuse(reuses);
            for (int index = 0; index < recorded.Count; index++)
            {
                JobRunResult? result = recorded[index];
                int job = jobs[places[index]].Job.Index;
                results[places[index]] = result;
                ended[job] = result?.Run;
                foreach (string warning in result is null ? [] : reuses[index].Decision.Warnings)
                {
                    messages[job].OnWarning(warning);
                }
            }

            return results;
        }

        public JobRunResult Execute(PlannedJob job, ValueList<AuditRunNeed> needs, CancellationToken cancellation)
        {
            OpenRun run = runs[job.Index];
            IAuditObserver observer = messages[job.Index];
            observer.OnVerbose($"Running the job '{run.Job.Name}' ({run.Job.ActionType}) as {run.Id}.");
            (List<RunAttempt> attempts, AuditException? cancelled) = Try(run, NeededBy(job), observer, cancellation);
            JobRunResult result = runner.Recorder.End(run, attempts, needs, reasons[job.Index], cancelled);
            observer.OnVerbose($"The run {run.Id} is recorded as {RunRecord.StatusName(result.Run.Status)}.");
            ended[job.Index] = result.Run;
            return result;
        }

        public JobRunResult Refuse(PlannedJob job, ValueList<AuditRunNeed> needs, AuditRunStatus status, AuditException reason)
        {
            JobRunResult result = runner.Recorder.Refuse(runs[job.Index], needs, status, reason);
            ended[job.Index] = result.Run;
            return result;
        }

        public void Record(IReadOnlyList<JobRunResult> refused) =>
            runner.Recorder.Record([.. refused.Select(result => (byId[result.Run.Id], result))]);

        /// <summary>Decides whether a run need be made; null where that cannot be told, and the run will say why.</summary>
        private ReuseDecision? TryDecide(OpenRun run, IAuditObserver observer, CancellationToken cancellation)
        {
            using var limit = new AttemptLimit(run.Job.Timeout, clock, cancellation);
            try
            {
                ReuseDecision decision = judge.Decide(runner.ContextOf(run, options.AsOf, observer), limit.Token);
                return decision.Origin == AuditRunOrigin.Restored
                    ? decision with { Warnings = runner.FindReplaced(run.Job, observer, limit.Token).ToValueList() }
                    : decision;
            }
            catch (Exception failure) when (failure is AuditException or OperationCanceledException or IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }

        private (List<RunAttempt> Attempts, AuditException? Cancelled) Try(
            OpenRun run, IReadOnlyDictionary<string, AuditJobRun> needs, IAuditObserver observer, CancellationToken cancellation)
        {
            var attempts = new List<RunAttempt>();
            while (true)
            {
                RunAttempt attempt;
                using (var limit = new AttemptLimit(run.Job.Timeout, clock, cancellation))
                {
                    attempt = runner.AttemptAsync(run, attempts.Count + 1, options.AsOf, needs, observer, limit).GetAwaiter().GetResult();
                }

                attempts.Add(attempt);
                if (attempt.Error is not { } error || attempts.Count > run.Job.Retries || !RetryPolicy.Allows(run.Job, error))
                {
                    return (attempts, null);
                }

                TimeSpan delay = RetryPolicy.DelayBefore(run.Job, attempts.Count + 1);
                observer.OnWarning(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Attempt {attempts.Count} of {run.Job.Retries + 1} of the job '{run.Job.Name}' failed, and the next one follows in {delay.TotalSeconds:0.#} s: {error.Message}"));
                if (!Wait(delay, cancellation))
                {
                    return (attempts, RunFailure.Cancelled(run.Job));
                }
            }
        }

        private Dictionary<string, AuditJobRun> NeededBy(PlannedJob job) => job.Needs
            .Where(need => ended[need.Index] is not null)
            .ToDictionary(need => need.Need.Job, need => ended[need.Index]!, StringComparer.Ordinal);

        private bool Wait(TimeSpan delay, CancellationToken cancellation)
        {
            try
            {
                Task.Delay(delay, clock, cancellation).GetAwaiter().GetResult();
                return true;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
    }
}
