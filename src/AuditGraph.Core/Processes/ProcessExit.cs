namespace AuditGraph.Core.Processes;

/// <summary>How a program ended.</summary>
/// <param name="Code">Its exit code, or 128 and the signal's number, as a shell says it, where a signal ended it.</param>
/// <param name="Error">The beginning of what it wrote to its standard error.</param>
internal sealed record ProcessExit(int Code, byte[] Error)
{
    /// <summary>The signal that ended it, or null.</summary>
    public int? Signal { get; init; }
}
