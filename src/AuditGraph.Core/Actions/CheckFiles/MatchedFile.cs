using AuditGraph.Core.Actions.Contents;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>A file or link that some rules look at.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Bytes">Its size; of no meaning where it was not seen.</param>
/// <param name="Hash">The SHA-256 of its content, where it is a file that was seen.</param>
/// <param name="Rules">The rules.</param>
internal sealed record MatchedFile(TreePath Path, TreeEntryKind Kind, long Bytes, ContentHash Hash, RuleSet Rules)
    : IContentFile<KnownContent>
{
    /// <inheritdoc/>
    public IContentQuestion<KnownContent> Question => Rules;

    /// <summary>Whether it is a file that was seen, and not a link.</summary>
    public bool IsFile => Kind is TreeEntryKind.File or TreeEntryKind.Executable;
}
