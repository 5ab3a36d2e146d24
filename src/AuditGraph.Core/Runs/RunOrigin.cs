using System.Text.Json.Nodes;

namespace AuditGraph.Core.Runs;

/// <summary>By whom and with what a run was made: what its record says beyond the run itself.</summary>
/// <param name="ConfigurationPath">The job file relative to the workspace's root.</param>
/// <param name="JobDefinition">The job with all its defaults, as JSON.</param>
/// <param name="ReportVersion">The version of the action's report.</param>
/// <param name="ToolVersion">The version of this library.</param>
/// <param name="Host">The machine's name.</param>
/// <param name="User">The user's name.</param>
/// <param name="ProcessId">The process that ran it.</param>
internal sealed record RunOrigin(
    string ConfigurationPath,
    JsonObject JobDefinition,
    int ReportVersion,
    string ToolVersion,
    string Host,
    string User,
    int ProcessId);
