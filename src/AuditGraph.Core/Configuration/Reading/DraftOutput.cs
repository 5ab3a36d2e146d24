using AuditGraph.Core.Configuration.Diagnostics;

namespace AuditGraph.Core.Configuration.Reading;

/// <summary>An output of a job while that is being validated.</summary>
/// <param name="Path">Where the report goes.</param>
/// <param name="Span">The characters that tell it: the path, else the format, else the job's name.</param>
/// <param name="Place">The place of these.</param>
internal sealed record DraftOutput(string Path, SourceSpan Span, DocumentPath Place);
