using AuditGraph.Core.Actions;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Runs.Retention;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Execution;

/// <summary>What running a planned job would do.</summary>
/// <param name="Planned">The job in its plan.</param>
/// <param name="Action">What its action would do; null where it would fail.</param>
/// <param name="Error">Why the job would fail, or null.</param>
/// <param name="Collection">What would then become of old snapshots; null where none would go, or more jobs follow.</param>
internal sealed record JobForecast(PlannedJob Planned, ActionPreview? Action, AuditException? Error, RetentionPlan? Collection)
{
    /// <summary>Whether the report of its last run still holds, and why; null where the job would fail.</summary>
    public ReuseDecision? Decision { get; init; }

    /// <summary>Whether the job would be started; where not, its error says why.</summary>
    public bool IsStarted { get; init; } = true;

    /// <summary>The forecast as users see it.</summary>
    public AuditPlanEntry ToEntry() => new()
    {
        Position = Planned.Index + 1,
        Job = Planned.Job.Name,
        ActionType = Planned.Job.ActionType,
        IsAskedFor = Planned.IsAskedFor,
        Needs = Planned.Job.Needs,
        Description = $"{Planned.Job.Name} {Words}",
        Origin = Error is null && Action is not null ? Decision?.Origin : null,
        Reasons = Decision?.Reasons ?? [],
        Command = Action?.Command,
        Baseline = Action?.Baseline,
        ExpectedFiles = Action?.ExpectedFiles,
        ExpectedBytes = Action?.ExpectedBytes,
        OutputPath = Planned.Job.OutputPath,
        Outputs = Planned.Job.Outputs,
        RemovedSnapshots = RemovedSnapshots,
        ErrorName = Error?.Descriptor.Name,
        ErrorMessage = Error?.Message,
        Root = Planned.Job.Root,
    };

    /// <summary>How many old snapshots would go.</summary>
    public int RemovedSnapshots => Collection?.Removed.Count ?? 0;

    /// <summary>
    /// What would be done, as words that follow the job's name: what it would compare with, what it would write, and what
    /// has to end before.
    /// </summary>
    public string Words
    {
        get
        {
            AuditJob job = Planned.Job;
            string after = job.Needs.Count == 0 ? "" : $", after {string.Join(", ", job.Needs)}";
            if (Error is not null)
            {
                return IsStarted ? $"would fail{after}: {Error.Message}" : $"would not be started{after}: {Error.Message}";
            }

            string reasons = ReasonWords.Of(Decision?.Reasons ?? []);
            string why = reasons.Length == 0 ? "" : $", because {reasons}";
            if (Action is null)
            {
                return $"would be decided{after}: {reasons}.";
            }

            if (Decision?.Source is { } source)
            {
                string taking = Decision.Origin == AuditRunOrigin.Restored ? "would write again" : "would take";
                return $"{taking} the report of the run {source.Id}, {PathsOf(job)}{after}{why}.";
            }

            string size = Action.ExpectedFiles is { } files
                ? $", about {CountText.Of(files, "file")} and {CountText.Of(Action.ExpectedBytes ?? 0, "byte")}"
                : "";
            string removing = RemovedSnapshots == 0 ? "" : $", and then remove {CountText.Of(RemovedSnapshots, "old snapshot")}";
            string doing = Action.Command is { } command ? $"run {command}"
                : Action.Baseline is { } baseline ? $"compare the workspace with {baseline}" : "look at the workspace";
            return $"would {doing}{size}, and {WritingOf(job)}{removing}{after}{why}.";
        }
    }

    /// <summary>Which reports a job would replace, and which would be there first; where one cannot be, the run tells why.</summary>
    public static string WritingOf(AuditJob job) =>
        string.Join(" and ", job.Outputs.GroupBy(output => IsThere(job, output), output => output.RelativePath)
            .Select(group => $"{(group.Key ? "replace" : "create")} {string.Join(", ", group)}"));

    private static string PathsOf(AuditJob job) => string.Join(", ", job.Outputs.Select(output => output.RelativePath));

    private static bool IsThere(AuditJob job, AuditJobOutput output)
    {
        try
        {
            return RegularFile.Exists(Path.Join(job.Root, output.RelativePath));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
