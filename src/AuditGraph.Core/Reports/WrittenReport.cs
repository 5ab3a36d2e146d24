using AuditGraph.Core.Canonical;
using AuditGraph.Core.Collections;

namespace AuditGraph.Core.Reports;

/// <summary>A report in one of its forms.</summary>
/// <param name="Content">The bytes.</param>
/// <param name="Hash">Their SHA-256.</param>
internal sealed record WrittenReport(ByteChunks Content, ContentHash Hash);
