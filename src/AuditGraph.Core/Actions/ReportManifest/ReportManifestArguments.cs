using AuditGraph.Core.Actions.Manifests;
using AuditGraph.Core.Actions.Parameters;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.ReportManifest;

/// <summary>The arguments of <c>report.manifest</c>.</summary>
/// <param name="Root">The folder that the manifest is of.</param>
/// <param name="Scan">What is looked at.</param>
internal sealed record ReportManifestArguments(TreePath Root, ScanRequest Scan)
{
    /// <summary>Reads complete and valid arguments.</summary>
    public static ReportManifestArguments Read(ValueMap<object?> arguments) =>
        new(ManifestParameters.ReadRoot(arguments), ScanParameters.Read(arguments));
}
