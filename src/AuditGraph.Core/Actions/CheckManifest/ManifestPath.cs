using System.Text;
using AuditGraph.Core.Reports.Manifests;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckManifest;

/// <summary>The paths that manifests name.</summary>
internal static class ManifestPath
{
    /// <summary>Reads a path.</summary>
    /// <param name="folder">The folder that it begins in.</param>
    /// <param name="name">The path as the manifest names it.</param>
    /// <param name="path">
    /// The path from the workspace's root, without empty names and those that mean the folder itself.
    /// </param>
    /// <returns>What is wrong with it, in words that follow "which"; null where nothing is.</returns>
    public static string? Read(TreePath folder, ReadOnlySpan<byte> name, out TreePath path)
    {
        path = folder;
        if (name.IsEmpty)
        {
            return "is empty";
        }

        if (name.Contains((byte)0))
        {
            return "holds a NUL";
        }

        if (ManifestName.FindRoot(Encoding.Latin1.GetString(name[..Math.Min(name.Length, 2)])) is { } root)
        {
            return root;
        }

        foreach (Range part in name.Split((byte)'/'))
        {
            ReadOnlySpan<byte> one = name[part];
            if (one.SequenceEqual(".."u8))
            {
                return "leads out of a folder ('..')";
            }

            if (!one.IsEmpty && !one.SequenceEqual("."u8))
            {
                path = path.Append(one);
            }
        }

        return null;
    }
}
