namespace AuditGraph.Core.Actions.RunCommand.Results;

/// <summary>Where a result of a SARIF log is.</summary>
/// <param name="Place">The file.</param>
/// <param name="Line">The line, from 1, or null.</param>
/// <param name="Column">The column, from 1, or null.</param>
/// <param name="EndLine">The line where it ends, or null.</param>
/// <param name="EndColumn">The column behind its last character, or null.</param>
internal readonly record struct SarifLocation(ResultPlace Place, int? Line, int? Column, int? EndLine, int? EndColumn);
