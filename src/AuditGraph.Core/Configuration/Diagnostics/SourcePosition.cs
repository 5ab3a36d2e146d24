namespace AuditGraph.Core.Configuration.Diagnostics;

/// <summary>A place in a text as people count it.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1, in UTF-16 code units.</param>
internal readonly record struct SourcePosition(int Line, int Column);
