using System.Text;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckManifest;

/// <summary>A file that is a manifest, or belongs to one.</summary>
/// <param name="Path">Where it is, from the workspace's root.</param>
/// <param name="Content">What it holds.</param>
internal sealed record ManifestFile(TreePath Path, byte[] Content)
{
    /// <summary>Its name.</summary>
    public string Name => Encoding.UTF8.GetString(Path.Name);
}
