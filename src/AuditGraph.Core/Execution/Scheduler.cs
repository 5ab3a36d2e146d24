using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Runs;

namespace AuditGraph.Core.Execution;

/// <summary>
/// Starts the jobs of a plan, each when its needs have ended, some at once, and decides of those that do not start. All
/// decisions are made on one thread; what is decided of a job depends on how its needs ended, not on when.
/// </summary>
/// <param name="plan">The plan.</param>
/// <param name="executor">Does what is decided.</param>
/// <param name="options">How many run at once, and what happens after a failure.</param>
/// <param name="tokens">End it before it is done.</param>
internal sealed class Scheduler(JobPlan plan, IJobExecutor executor, InvocationOptions options, InterruptionTokens tokens)
{
    // Their ends are told, and what runs is started, in between.
    private const int MostDecidedAtOnce = LedgerLog.MostEntries;

    private readonly State[] states = new State[plan.Jobs.Count];

    private readonly int[] openNeeds = [.. plan.Jobs.Select(job => job.Needs.Count)];

    private readonly JobRunResult?[] results = new JobRunResult?[plan.Jobs.Count];

    private readonly HashSet<PlannedJob> undecided = new(ReferenceEqualityComparer.Instance);

    private readonly Queue<End> ends = new();

    private readonly List<JobRunResult> unrecorded = [];

    private readonly BlockingCollection<Action> events = [];

    private readonly BlockingCollection<ReadyJob> work = [];

    private int running;

    private int workers;

    private int ended;

    private int told;

    private string? firstFailed;

    private ExceptionDispatchInfo? fault;

    private enum State
    {
        Waiting,

        // Its needs have ended, and it was not yet asked whether it need run.
        Undecided,
        Ready,
        Started,
        Ended,
    }

    /// <summary>Runs the jobs.</summary>
    /// <param name="onEnded">Takes each result in the order of the plan, as soon as that allows, on the calling thread.</param>
    /// <returns>All results, in the order of the plan.</returns>
    public IReadOnlyList<JobRunResult> Run(Action<PlannedJob, JobRunResult> onEnded)
    {
        using CancellationTokenRegistration stop = tokens.Stop.UnsafeRegister(_ => events.Add(RefuseAll), null);
        using CancellationTokenRegistration kill = tokens.Kill.UnsafeRegister(_ => events.Add(RefuseAll), null);
        try
        {
            foreach (PlannedJob job in plan.Jobs.Where(job => job.Needs.Count == 0))
            {
                Decide(job);
            }

            while (true)
            {
                StartReady();
                Tell(onEnded);
                if (running == 0 && (fault is not null || ended == plan.Jobs.Count))
                {
                    break;
                }

                events.Take()();
            }
        }
        finally
        {
            // What runs is never left behind: it is recorded by the thread that runs it.
            while (running > 0)
            {
                events.Take()();
            }

            work.CompleteAdding();
        }

        fault?.Throw();
        return results!;
    }

    private static bool IsFailure(PlannedJob job, AuditJobRun run) =>
        run.Status is AuditRunStatus.Failed or AuditRunStatus.Blocked && !job.Job.AllowFailure;

    /// <summary>Decides of a job whose needs have all ended.</summary>
    private void Decide(PlannedJob job)
    {
        if (states[job.Index] == State.Waiting && !TryRefuse(job))
        {
            states[job.Index] = State.Undecided;
            undecided.Add(job);
        }
    }

    /// <summary>Ends a job that may not start, by what is known now.</summary>
    private bool TryRefuse(PlannedJob job)
    {
        (AuditRunStatus Status, AuditException Reason)? refusal =
            IsCancelled(job) ? (AuditRunStatus.Failed, RunFailure.Cancelled(job.Job))
            : openNeeds[job.Index] == 0 && NeedRules.FindObstacle(job, index => results[index]!.Run) is { } obstacle
                ? (NeedRules.StatusOf(obstacle), obstacle)
            : firstFailed is not null && !job.RunsAlways ? (AuditRunStatus.Skipped, AfterFailure(job))
            : null;
        if (refusal is not var (status, reason))
        {
            return false;
        }

        JobRunResult result = executor.Refuse(job, NeedsOf(job), status, reason);
        unrecorded.Add(result);
        states[job.Index] = State.Ended;
        ends.Enqueue(new End(job, result));
        return true;
    }

    private void RefuseAll()
    {
        foreach (PlannedJob job in plan.Jobs)
        {
            if (states[job.Index] is State.Waiting or State.Undecided or State.Ready && TryRefuse(job))
            {
                Settle();
            }
        }
    }

    private bool IsCancelled(PlannedJob job) =>
        tokens.Kill.IsCancellationRequested || (tokens.Stop.IsCancellationRequested && !job.RunsAlways);

    private AuditRunException AfterFailure(PlannedJob job) =>
        new(RunErrors.SkippedAfterFailure, $"The job '{job.Job.Name}' was not started, because '{firstFailed}' had failed.")
        {
            Target = job.Job.Name,
        };

    /// <summary>Draws the consequences of every end there is.</summary>
    private void Settle()
    {
        bool isFirstFailure = false;
        while (ends.TryDequeue(out End? end))
        {
            (PlannedJob job, JobRunResult result) = end;
            results[job.Index] = result;
            states[job.Index] = State.Ended;
            ended++;
            if (options.FailFast && firstFailed is null && IsFailure(job, result.Run))
            {
                firstFailed = job.Job.Name;
                isFirstFailure = true;
            }

            foreach (int index in job.Dependants)
            {
                if (--openNeeds[index] == 0)
                {
                    Decide(plan.Jobs[index]);
                }
            }
        }

        if (isFirstFailure)
        {
            RefuseAll();
        }
    }

    /// <summary>Ends the ready jobs that need not run, and those that are ready because of that, and so on.</summary>
    private void ReuseReady()
    {
        Settle();
        while (fault is null && undecided.Count > 0)
        {
            PlannedJob[] jobs =
            [
                .. undecided.Where(job => states[job.Index] == State.Undecided && !TryRefuse(job)).OrderBy(job => job.Index).Take(MostDecidedAtOnce),
            ];
            undecided.RemoveWhere(job => states[job.Index] != State.Undecided || jobs.Contains(job));
            try
            {
                IReadOnlyList<JobRunResult?> reused = executor.Reuse([.. jobs.Select(job => new ReadyJob(job, NeedsOf(job)))]);
                for (int index = 0; index < jobs.Length; index++)
                {
                    PlannedJob job = jobs[index];
                    states[job.Index] = reused[index] is null ? State.Ready : State.Ended;
                    if (reused[index] is { } result)
                    {
                        ends.Enqueue(new End(job, result));
                    }
                }
            }
            catch (Exception failure)
            {
                fault = ExceptionDispatchInfo.Capture(failure);
            }

            Settle();
        }
    }

    private void StartReady()
    {
        ReuseReady();
        while (fault is null && running < options.MostAtOnce && FindReady() is { } job)
        {
            if (TryRefuse(job))
            {
                ReuseReady();
                continue;
            }

            states[job.Index] = State.Started;
            running++;
            var start = new ReadyJob(job, NeedsOf(job));
            if (plan.Jobs.Count == 1)
            {
                // Nothing has to be decided meanwhile.
                Run(start);
                continue;
            }

            if (workers < running)
            {
                workers++;
                new Thread(Work) { IsBackground = true, Name = "Job" }.Start();
            }

            work.Add(start);
        }
    }

    /// <summary>The ready job of the earliest place: what is told in that order waits least then.</summary>
    private PlannedJob? FindReady()
    {
        // All before the first that was not told of have ended.
        for (int index = told; index < states.Length; index++)
        {
            if (states[index] == State.Ready)
            {
                return plan.Jobs[index];
            }
        }

        return null;
    }

    private void Work()
    {
        foreach (ReadyJob start in work.GetConsumingEnumerable())
        {
            Run(start);
        }
    }

    private void Run(ReadyJob start)
    {
        (PlannedJob job, ValueList<AuditRunNeed> needs) = start;
        JobRunResult? result = null;
        ExceptionDispatchInfo? failure = null;
        try
        {
            result = executor.Execute(job, needs, job.RunsAlways ? tokens.Kill : tokens.Stop);
        }
        catch (Exception thrown)
        {
            failure = ExceptionDispatchInfo.Capture(thrown);
        }

        events.Add(() =>
        {
            running--;
            fault ??= failure;
            if (result is not null)
            {
                ends.Enqueue(new End(job, result));
            }
        });
    }

    private void Tell(Action<PlannedJob, JobRunResult> onEnded)
    {
        if (unrecorded.Count > 0 && fault is null)
        {
            try
            {
                executor.Record(unrecorded);
                unrecorded.Clear();
            }
            catch (Exception failure)
            {
                fault = ExceptionDispatchInfo.Capture(failure);
            }
        }

        for (; fault is null && told < results.Length && results[told] is { } result; told++)
        {
            onEnded(plan.Jobs[told], result);
        }
    }

    private ValueList<AuditRunNeed> NeedsOf(PlannedJob job) => job.Needs
        .Where(need => results[need.Index] is not null)
        .Select(need =>
        {
            AuditJobRun run = results[need.Index]!.Run;
            return new AuditRunNeed(need.Need.Job, need.Need.When, run.Id, run.Status, run.Verdict, NeedRules.IsMet(need.Need, run));
        })
        .ToValueList();

    private sealed record End(PlannedJob Job, JobRunResult Result);
}
