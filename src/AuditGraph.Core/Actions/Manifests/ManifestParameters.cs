using System.Text;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.Manifests;

/// <summary>The parameter of actions that write or check manifests.</summary>
internal static class ManifestParameters
{
    private const string RootName = "root";

    /// <summary>Says where names of manifests begin.</summary>
    public static ActionParameter Root { get; } = new()
    {
        Name = RootName,
        Kind = ActionParameterKind.Path,
        Summary = "The folder that the names in the manifest begin in, and that it is of; the workspace's root "
            + "where none is given.",
    };

    /// <summary>The folder that complete arguments name; the root where they name none.</summary>
    public static TreePath ReadRoot(ValueMap<object?> arguments) =>
        arguments.GetValueOrDefault(RootName) is string folder
            ? TreePath.FromBytes(Encoding.UTF8.GetBytes(folder))
            : default;
}
