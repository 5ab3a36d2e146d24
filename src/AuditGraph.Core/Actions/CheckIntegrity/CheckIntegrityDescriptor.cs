using AuditGraph.Core.Actions.Parameters;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Actions.CheckIntegrity;

/// <summary>What <c>check.integrity</c> says of itself.</summary>
internal static class CheckIntegrityDescriptor
{
    /// <summary>The description.</summary>
    public static ActionDescriptor Value { get; } = new()
    {
        Type = "check.integrity",
        Summary = "Checks that files, links and folders are as somebody approved them, by rules for their paths.",
        ReportVersion = 1,
        IsCheck = true,
        Formats = ReportFormats.Names,
        FailKinds = SeverityWords.FailKinds,
        Parameters = ValueList.Create<ActionParameter>((ActionParameter[])
        [
            Rules(),
            CheckParameters.OnUnreadable,
            CheckParameters.OnEmpty,
            .. ScanParameters.All,
        ]),
    };

    private static ActionParameter Rules() => new()
    {
        Name = IntegrityKeys.Rules,
        Kind = ActionParameterKind.Mappings,
        Required = true,
        Summary =
            "The rules, each with what it watches of the paths that it names; the most specific decides on a path.",
        Members = ValueList.Create<ActionParameter>((ActionParameter[])
        [
            new()
            {
                Name = IntegrityKeys.Path,
                Kind = ActionParameterKind.GlobList,
                Required = true,
                IsDistinct = true,
                Summary = "Glob patterns of the paths that it may decide on, among those that the job looks at.",
            },
            new()
            {
                Name = IntegrityKeys.Watch,
                Kind = ActionParameterKind.TextList,
                Required = true,
                AllowedValues = IntegrityKeys.WatchWords,
                AtMostOneOf = IntegrityKeys.Contradictions,
                Summary =
                    "What must be as it was approved; growing: what was approved stays and more may come behind it; "
                    + "immutable: everything; ignore: nothing.",
            },
            CheckParameters.Severity,
        ]),
    };
}
