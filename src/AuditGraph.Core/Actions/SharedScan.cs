using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;

namespace AuditGraph.Core.Actions;

/// <summary>A scan that several jobs of one invocation share.</summary>
/// <param name="Result">What was found.</param>
/// <param name="Surroundings">What the repository around the workspace added.</param>
/// <param name="TakenAt">The moment before it began.</param>
internal sealed record SharedScan(ScanResult Result, IgnoreSurroundings Surroundings, DateTimeOffset TakenAt);
