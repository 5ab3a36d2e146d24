namespace AuditGraph.Bench.Engine;

/// <summary>How long something took, in milliseconds.</summary>
/// <param name="Wall">By the clock.</param>
/// <param name="Processor">On all processors together.</param>
internal readonly record struct Taken(double Wall, double Processor);
