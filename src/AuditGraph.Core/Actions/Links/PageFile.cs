using AuditGraph.Core.Actions.Contents;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.Links;

/// <summary>A file that is read as a page.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Format">How it is written.</param>
/// <param name="Hash">The SHA-256 of its content.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record PageFile(TreePath Path, PageFormat Format, ContentHash Hash, long Bytes)
{
    /// <summary>A file that is to be read as a page, as Markdown where its name does not say HTML.</summary>
    public static PageFile Of(FoundFile file) => new(
        file.Path,
        PageFormats.Of(file.Path) == PageFormat.Html ? PageFormat.Html : PageFormat.Markdown,
        file.Hash,
        file.Bytes);
}
