namespace AuditGraph.Core.Actions.Links;

/// <summary>Something on a page that leads elsewhere, or should.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Target">Where it leads, as it is written; the label where <paramref name="Kind"/> is about one.</param>
/// <param name="Place">Where it is.</param>
internal readonly record struct PageLink(PageLinkKind Kind, string Target, PagePlace Place);

/// <summary>What can lead elsewhere.</summary>
internal enum PageLinkKind : byte
{
    /// <summary>A link.</summary>
    Link = 1,

    /// <summary>An image, or something else that is shown in its place.</summary>
    Image,

    /// <summary>The definition that references refer to.</summary>
    Definition,

    /// <summary>A reference to a label that nothing defines.</summary>
    UndefinedLabel,

    /// <summary>A definition whose label nothing refers to.</summary>
    UnusedLabel,
}

/// <summary>
/// A part of a page: lines, and columns in UTF-16 code units, from 1; the end is behind the last one.
/// </summary>
internal readonly record struct PagePlace(int Line, int Column, int EndLine, int EndColumn);
