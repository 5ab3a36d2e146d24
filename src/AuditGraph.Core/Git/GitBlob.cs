using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Git;

/// <summary>The content of a blob.</summary>
/// <param name="Bytes">Its size.</param>
/// <param name="Hash">Its SHA-256.</param>
internal readonly record struct GitBlob(long Bytes, ContentHash Hash);
