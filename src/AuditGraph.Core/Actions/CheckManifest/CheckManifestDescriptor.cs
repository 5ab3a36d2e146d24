using AuditGraph.Core.Actions.Manifests;
using AuditGraph.Core.Actions.Parameters;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Actions.CheckManifest;

/// <summary>What <c>check.manifest</c> says of itself.</summary>
internal static class CheckManifestDescriptor
{
    /// <summary>The description.</summary>
    public static ActionDescriptor Value { get; } = new()
    {
        Type = "check.manifest",
        Summary = "Checks that files are as a manifest of hashes says: one of sha256sum, hashdeep or mtree, "
            + "or those of a bag (BagIt).",
        ReportVersion = 1,
        IsCheck = true,
        Formats = ReportFormats.Names,
        FailKinds = SeverityWords.FailKinds,
        Parameters = ValueList.Create<ActionParameter>((ActionParameter[])
        [
            new()
            {
                Name = ManifestKeys.Manifest,
                Kind = ActionParameterKind.Path,
                Required = true,
                Summary = "The manifest, from the workspace's root; of a bag its bagit.txt.",
            },
            new()
            {
                Name = ManifestKeys.Form,
                Kind = ActionParameterKind.Text,
                Default = ManifestKeys.Detected,
                AllowedValues = ValueList.Create<string>(ManifestKeys.FormWords),
                Summary = "The manifest's form: checksums is that of sha256sum and its kin, with or without BSD tags.",
            },
            ManifestParameters.Root,
            new()
            {
                Name = ManifestKeys.Complete,
                Kind = ActionParameterKind.Boolean,
                Default = true,
                Summary = "Whether the manifest must name every file that the job looks at below 'root'.",
            },
            CheckParameters.OnUnreadable,
            CheckParameters.OnEmpty,
            .. ScanParameters.All,
        ]),
    };
}
