namespace AuditGraph.Core.Actions.CheckManifest;

/// <summary>The forms of manifests that are read.</summary>
internal enum ManifestForm
{
    /// <summary>Lines of <c>sha256sum</c> and its kin, with or without BSD tags.</summary>
    Checksums,

    /// <summary>Output of <c>hashdeep</c>.</summary>
    Hashdeep,

    /// <summary>The manifests of a bag (RFC 8493).</summary>
    BagIt,

    /// <summary>A specification of <c>mtree</c>.</summary>
    Mtree,
}
