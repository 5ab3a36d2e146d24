namespace AuditGraph.Core.Actions.Links;

/// <summary>Whose rules make anchors of headings.</summary>
internal enum SlugRule : byte
{
    /// <summary>Nobody's: headings are no anchors.</summary>
    None,

    /// <summary>GitHub's.</summary>
    GitHub,

    /// <summary>GitLab's.</summary>
    GitLab,

    /// <summary>GitBook's.</summary>
    GitBook,

    /// <summary>Pandoc's, with the identifiers that headings give themselves.</summary>
    Pandoc,
}
