using AuditGraph.Core.Actions.Manifests;
using AuditGraph.Core.Actions.Parameters;
using AuditGraph.Core.Reports;

namespace AuditGraph.Core.Actions.ReportManifest;

/// <summary>What <c>report.manifest</c> says of itself.</summary>
internal static class ReportManifestDescriptor
{
    /// <summary>The description.</summary>
    public static ActionDescriptor Value { get; } = new()
    {
        Type = "report.manifest",
        Summary = "Lists files with their SHA-256, also as a manifest that sha256sum, hashdeep, mtree or readers "
            + "of BagIt check.",
        ReportVersion = 1,
        Formats = ReportFormats.NamesOfManifests,
        Parameters = ValueList.Create<ActionParameter>((ActionParameter[])
        [
            ManifestParameters.Root,
            .. ScanParameters.All,
        ]),
    };
}
