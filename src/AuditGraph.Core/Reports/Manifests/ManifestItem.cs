using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Reports.Manifests;

/// <summary>A file or link that a report of hashes lists.</summary>
/// <param name="Path">Where it is, from the folder that the report is of.</param>
/// <param name="Bytes">Its size; of a link the length of its target.</param>
/// <param name="Sha256">The SHA-256 of its content in lower-case hexadecimal digits; null of a link.</param>
/// <param name="Target">Where a link leads, as it is written; null of a file.</param>
internal sealed record ManifestItem(TreePath Path, long Bytes, string? Sha256, TreePath? Target);
