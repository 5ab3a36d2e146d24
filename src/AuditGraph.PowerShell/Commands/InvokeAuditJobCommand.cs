using System.Management.Automation;
using AuditGraph.Core.Execution;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;
using AuditGraph.PowerShell.Pipeline;

namespace AuditGraph.PowerShell.Commands;

/// <summary>Runs audit jobs and those that they need, several at once, and emits each run in the order of the plan.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "AuditJob", SupportsShouldProcess = true, DefaultParameterSetName = ByName)]
[OutputType(typeof(AuditJobRun))]
public sealed class InvokeAuditJobCommand : PlanCmdlet
{
    // All jobs of a pipeline are one invocation, also where they are of several workspaces.
    private readonly InvocationOptions options = new();

    /// <summary>How many jobs run at once; the number of processors when left out.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int ThrottleLimit { get; set; } = Environment.ProcessorCount;

    /// <summary>Start nothing more after a failure.</summary>
    [Parameter]
    public SwitchParameter FailFast { get; set; }

    private bool IsWhatIf =>
        MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? bound)
            ? LanguagePrimitives.IsTrue(bound)
            : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));

    /// <inheritdoc/>
    private protected override void Process(JobPlan plan)
    {
        var runner = new JobRunner(OpenWorkspace(plan.Jobs[0].Job.Root), new Disk(), TimeProvider.System);
        JobPlan agreed = IsWhatIf ? Foretell(plan, runner) : plan.Where(IsAgreed);
        if (agreed.Jobs.Count > 0)
        {
            Observe((observer, cancellation) => new Invocation(runner, TimeProvider.System).Run(
                agreed,
                options with { MostAtOnce = ThrottleLimit, FailFast = FailFast, AsOf = AsOf, Force = Force },
                new PipelineSink(observer, this, isLabelled: agreed.Jobs.Count > 1),
                new InterruptionTokens(cancellation, CancellationToken.None)));
        }
    }

    private JobPlan Foretell(JobPlan plan, JobRunner runner)
    {
        foreach (JobForecast forecast in Foresee(plan, runner))
        {
            string words = forecast.ToEntry().Description;
            ShouldProcess(words, words, "Invoke-AuditJob");
            if (forecast.Error is { } error)
            {
                WriteError(error.ToErrorRecord());
            }
        }

        return plan.Where(_ => false);
    }

    private bool IsAgreed(AuditJob job) => ShouldProcess(
        $"Run the job '{job.Name}' ({job.ActionType}) and {JobForecast.WritingOf(job)}.",
        $"Run the job '{job.Name}' and {JobForecast.WritingOf(job)}?",
        "Invoke-AuditJob");
}
