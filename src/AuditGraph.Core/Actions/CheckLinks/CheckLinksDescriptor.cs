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
            new()
            {
                Name = LinkKeys.Files,
                Kind = ActionParameterKind.GlobList,
                Default = ValueList.Create<string>((string[])["*.md", "*.markdown", "*.html", "*.htm"]),
                Summary = "Glob patterns of the files whose links are checked, among those that the job looks at; what is "
                    + "not named as HTML is read as Markdown.",
            },
            new()
            {
                Name = LinkKeys.Anchors,
                Kind = ActionParameterKind.Boolean,
                Default = true,
                Summary = "Whether the place within a page that a link names behind '#' must be there.",
            },
            new()
            {
                Name = LinkKeys.Slugs,
                Kind = ActionParameterKind.Text,
                Default = LinkKeys.GitHub,
                AllowedValues = ValueList.Create<string>(
                    (string[])[LinkKeys.GitHub, LinkKeys.GitLab, LinkKeys.GitBook, LinkKeys.Pandoc, LinkKeys.None]),
                Summary = "Whose rules make anchors of the headings of Markdown.",
            },
            new()
            {
                Name = LinkKeys.Root,
                Kind = ActionParameterKind.Text,
                Default = "",
                Summary = "The folder that links beginning with '/' begin in, relative to the workspace's root.",
            },
            new()
            {
                Name = LinkKeys.Index,
                Kind = ActionParameterKind.GlobList,
                Default = ValueList.Create<string>([]),
                Summary = "Names of the file that a link to a folder leads to, of which the folder must have one; where none "
                    + "is given, any folder will do.",
            },
            new()
            {
                Name = LinkKeys.Ignore,
                Kind = ActionParameterKind.Pattern,
                Summary =
                    "A regular expression; links that match it, as they are written, are counted and not checked.",
            },
            CheckParameters.OnUnreadable,
            CheckParameters.OnEmpty,
            .. ScanParameters.All,
        ]),
    };
}
