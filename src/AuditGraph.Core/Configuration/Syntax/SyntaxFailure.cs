using AuditGraph.Core.Configuration.Diagnostics;

namespace AuditGraph.Core.Configuration.Syntax;

/// <summary>What stopped the YAML parser.</summary>
/// <param name="Complaint">What it says.</param>
/// <param name="Start">The first character it complains of; 0 where it does not say.</param>
/// <param name="End">The first character after those.</param>
/// <param name="Path">The place in the document.</param>
/// <param name="FlowStart">Where the outermost flow collection begins that was open; null where none was.</param>
internal sealed record SyntaxFailure(string Complaint, int Start, int End, DocumentPath Path, int? FlowStart);
