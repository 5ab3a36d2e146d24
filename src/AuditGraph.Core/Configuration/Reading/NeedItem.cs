using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Syntax;

namespace AuditGraph.Core.Configuration.Reading;

/// <summary>An item of <c>needs</c>.</summary>
/// <param name="Node">The name of the needed job.</param>
/// <param name="Path">The name's place.</param>
/// <param name="When">Which end of it is waited for.</param>
/// <param name="AcceptsFail">Whether a verdict that is a failure is good enough.</param>
internal sealed record NeedItem(
    ScalarNode Node, DocumentPath Path, AuditNeedCondition When = AuditNeedCondition.Ok, bool AcceptsFail = false);
