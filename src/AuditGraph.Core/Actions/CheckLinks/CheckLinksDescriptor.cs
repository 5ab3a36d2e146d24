using AuditGraph.Core.Actions.Links;
using AuditGraph.Core.Actions.Parameters;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Actions.CheckLinks;

/// <summary>What <c>check.links</c> says of itself.</summary>
internal static class CheckLinksDescriptor
{
    /// <summary>The description.</summary>
    public static ActionDescriptor Value { get; } = new()
    {
        Type = "check.links",
        Summary =
            "Checks that the links of Markdown and HTML files to files, folders and anchors of the workspace lead somewhere.",
        ReportVersion = 1,
        IsCheck = true,
        Formats = ReportFormats.Names,
        FailKinds = SeverityWords.FailKinds,
        Parameters = ValueList.Create<ActionParameter>((ActionParameter[])
        [
            .. LinkParameters.All,
            CheckParameters.OnUnreadable,
            CheckParameters.OnEmpty,
            .. ScanParameters.All,
        ]),
    };
}
