namespace AuditGraph.Core.Actions.RunCommand.Results;

/// <summary>Where a finding is.</summary>
/// <param name="Path">
/// The file, relative to the workspace's root and safe to show; null where it is none of the workspace.
/// </param>
/// <param name="Elsewhere">
/// What the program named instead, safe to show; null where it named nothing, or a file of the workspace.
/// </param>
internal readonly record struct ResultPlace(string? Path, string? Elsewhere);
