namespace AuditGraph.Core.Actions.Links;

/// <summary>The parameters of actions that follow links: whose, and what counts as led somewhere.</summary>
internal static class LinkParameters
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ActionParameter> All { get; } =
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
    ];
}
