namespace AuditGraph.Core.Execution;

/// <summary>How an invocation is told to end before it is done.</summary>
/// <param name="Stop">Start nothing more and cancel what runs, but let jobs run that run always.</param>
/// <param name="Kill">Cancel those too. Never without the other.</param>
internal readonly record struct InterruptionTokens(CancellationToken Stop, CancellationToken Kill);
