namespace AuditGraph.Core.Snapshots.Trees;

/// <summary>Something that one side of a comparison looked at and the other did not, because the scope had changed.</summary>
/// <param name="Path">Its path; of a folder that is meant as a whole, the folder's.</param>
/// <param name="Entries">How many files and links that are, one at least.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Rule">The rule that leaves it out on the other side.</param>
internal sealed record ScopeMove(TreePath Path, long Entries, long Bytes, string Rule);
