namespace AuditGraph.Core.Actions.CheckManifest;

/// <summary>The algorithms of hashes that manifests are read with, the weakest first.</summary>
internal enum HashKind
{
    /// <summary>MD5 (RFC 1321), which anybody can make two contents for.</summary>
    Md5,

    /// <summary>SHA-1 (FIPS 180-4), which two contents can be made for at some expense.</summary>
    Sha1,

    /// <summary>SHA-256 (FIPS 180-4): that of the scan.</summary>
    Sha256,

    /// <summary>SHA-384 (FIPS 180-4).</summary>
    Sha384,

    /// <summary>SHA-512 (FIPS 180-4).</summary>
    Sha512,
}
