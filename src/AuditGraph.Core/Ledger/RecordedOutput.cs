using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Ledger;

/// <summary>An output of a run, as its entry states it.</summary>
/// <param name="Path">Where it is: relative to the workspace's root, with forward slashes.</param>
/// <param name="Hash">The SHA-256 of its bytes.</param>
internal readonly record struct RecordedOutput(string Path, ContentHash Hash);
