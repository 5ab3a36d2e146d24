using YamlDotNet.Core.Tokens;

namespace AuditGraph.Core.Configuration.Syntax;

/// <summary>What stands before a value in YAML and says something of it.</summary>
/// <param name="Anchor">The name by which aliases can refer to it, or null.</param>
/// <param name="Tag">The type it is to have, or null.</param>
/// <param name="End">The offset after the last of the two.</param>
internal readonly record struct NodeProperties(string? Anchor, Tag? Tag, int End)
{
    /// <summary>Nothing.</summary>
    public static NodeProperties None => default;

    /// <summary>Whether there is nothing.</summary>
    public bool IsNone => Anchor is null && Tag is null;
}
