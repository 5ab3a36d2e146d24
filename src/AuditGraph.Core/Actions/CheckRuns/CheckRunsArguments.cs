namespace AuditGraph.Core.Actions.CheckRuns;

/// <summary>The arguments of <c>check.runs</c>.</summary>
/// <param name="Demands">What is asked of the runs of which jobs; each job once.</param>
/// <param name="Checkpoint">The file with a checkpoint that was kept, which the ledger must continue, or null.</param>
/// <param name="PublicKey">The file with the key that must have signed the ledger, or null.</param>
internal sealed record CheckRunsArguments(IReadOnlyList<RunDemand> Demands, string? Checkpoint, string? PublicKey)
{
    /// <summary>Reads complete and valid arguments.</summary>
    public static CheckRunsArguments Read(ValueMap<object?> arguments) => new(
        [.. ((ValueList<ValueMap<object?>>)arguments[RunKeys.Runs]!).Select(RunDemand.Read)],
        (string?)arguments.GetValueOrDefault(RunKeys.Checkpoint),
        (string?)arguments.GetValueOrDefault(RunKeys.PublicKey));
}
