using AuditGraph.Core.Actions.Links;
using AuditGraph.Core.Actions.Parameters;

namespace AuditGraph.Core.Actions.StaleLinks;

/// <summary>What <c>report.stale_links</c> says of itself.</summary>
internal static class StaleLinksDescriptor
{
    /// <summary>The name of the argument that says how old a link may be that leads nowhere.</summary>
    public const string MaxAgeDays = "max_age_days";

    // As many as a duration may have (DurationText).
    private const long MostDays = 999_999;

    /// <summary>The description.</summary>
    public static ActionDescriptor Value { get; } = new()
    {
        Type = "report.stale_links",
        Summary =
            "Reports links of Markdown and HTML files that lead nowhere in the workspace, all of them or those alone that "
            + "did so a number of days ago.",
        ReportVersion = 1,
        Formats = ValueList.Create<string>((string[])["md", "json", "csv", "html"]),
        Parameters = ValueList.Create<ActionParameter>((ActionParameter[])
        [
            new()
            {
                Name = MaxAgeDays,
                Kind = ActionParameterKind.WholeNumber,
                Minimum = 1,
                Maximum = MostDays,
                Summary =
                    "For how many days a link may lead nowhere before it is listed; all are where this is left out.",
            },
            .. LinkParameters.All,
            .. ScanParameters.All,
        ]),
    };
}
