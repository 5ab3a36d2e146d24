using System.Text;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Git;

/// <summary>A submodule as it is in the work tree.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Recorded">The commit that the baseline has there, or null.</param>
/// <param name="Current">The commit that is checked out there, or null where none is.</param>
/// <param name="Contents">How its files relate to that commit.</param>
internal sealed record GitSubmodule(TreePath Path, string? Recorded, string? Current, GitSubmoduleContents Contents)
{
    /// <summary>The text that stands for it in a tree: as git shows it, the commit with <c>-dirty</c> behind where files differ.</summary>
    public byte[]? Text => Current is null
        ? null
        : Encoding.ASCII.GetBytes(Contents is GitSubmoduleContents.Clean or GitSubmoduleContents.NotCheckedOut ? Current : Current + "-dirty");
}
