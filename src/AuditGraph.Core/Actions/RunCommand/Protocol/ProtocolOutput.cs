using AuditGraph.Core.Actions.RunCommand.Results;
using AuditGraph.Core.Reports;

namespace AuditGraph.Core.Actions.RunCommand.Protocol;

/// <summary>What a program said by the action protocol.</summary>
/// <param name="Found">What it found.</param>
/// <param name="Blocks">What it reports besides, in order; their keys are unique.</param>
/// <param name="Warnings">What the user should know although it ran to its end.</param>
internal sealed record ProtocolOutput(CommandFindings Found, ValueList<ReportBlock> Blocks, ValueList<string> Warnings);
