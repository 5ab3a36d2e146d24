namespace AuditGraph.Core.Actions.RunCommand;

/// <summary>How a command ended that has a verdict.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Verdict">What that means.</param>
/// <param name="Output">What it wrote to its standard output, as it did.</param>
/// <param name="IsCut">Whether that is only the beginning.</param>
internal sealed record CommandOutcome(int ExitCode, AuditVerdict Verdict, ReadOnlyMemory<byte> Output, bool IsCut)
{
    /// <summary>What is not kept as it was written, in sentences.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}
