using AuditGraph.Core.Configuration.Diagnostics;

namespace AuditGraph.Core.Configuration;

/// <summary>What became of a configuration's safe fixes.</summary>
/// <param name="Bytes">The file's content with the fixes.</param>
/// <param name="AppliedCount">How many fixes were applied.</param>
/// <param name="File">The content with the fixes, validated.</param>
internal sealed record ConfigFixResult(byte[] Bytes, int AppliedCount, ConfigFile File);
