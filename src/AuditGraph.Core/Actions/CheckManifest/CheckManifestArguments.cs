using System.Text;
using AuditGraph.Core.Actions.Manifests;
using AuditGraph.Core.Actions.Parameters;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckManifest;

/// <summary>The arguments of <c>check.manifest</c>.</summary>
/// <param name="Manifest">The manifest, from the workspace's root.</param>
/// <param name="Form">Its form, or null where it tells that itself.</param>
/// <param name="Root">The folder that its names begin in; of a bag its own.</param>
/// <param name="IsComplete">Whether it must name every file.</param>
/// <param name="OnUnreadable">The verdict, at least, where something could not be compared.</param>
/// <param name="OnEmpty">The verdict, at least, where it names nothing; none where that means nothing.</param>
/// <param name="Scan">What is looked at.</param>
internal sealed record CheckManifestArguments(
    TreePath Manifest,
    ManifestForm? Form,
    TreePath Root,
    bool IsComplete,
    AuditVerdict OnUnreadable,
    AuditVerdict OnEmpty,
    ScanRequest Scan)
{
    /// <summary>Reads complete and valid arguments.</summary>
    public static CheckManifestArguments Read(ValueMap<object?> arguments) => new(
        TreePath.FromBytes(Encoding.UTF8.GetBytes((string)arguments[ManifestKeys.Manifest]!)),
        ManifestKeys.FormOf((string)arguments[ManifestKeys.Form]!),
        ManifestParameters.ReadRoot(arguments),
        (bool)arguments[ManifestKeys.Complete]!,
        CheckParameters.ReadOnUnreadable(arguments),
        CheckParameters.ReadOnEmpty(arguments),
        ScanParameters.Read(arguments));
}
