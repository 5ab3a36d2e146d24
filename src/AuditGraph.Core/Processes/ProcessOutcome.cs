namespace AuditGraph.Core.Processes;

/// <summary>How a program ended, and what it wrote until then.</summary>
/// <param name="Exit">How it ended.</param>
/// <param name="Output">The beginning of what it wrote to its standard output.</param>
/// <param name="OutputBytes">How many bytes it wrote there.</param>
/// <param name="ErrorBytes">How many bytes it wrote to its standard error.</param>
/// <param name="WasTold">Whether it was told to end before it did.</param>
internal sealed record ProcessOutcome(
    ProcessExit Exit, byte[] Output, long OutputBytes, long ErrorBytes, bool WasTold);
