using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Reports.Manifests;

/// <summary>
/// Writes a bag's payload manifest, <c>manifest-sha256.txt</c> of BagIt 1.0 (RFC 8493, section 2.1.3): of the files
/// below <c>data/</c>. It has no links.
/// </summary>
internal sealed class BagItReportWriter : ManifestWriter
{
    /// <inheritdoc/>
    public override string Format => "bagit";

    /// <inheritdoc/>
    protected override IEnumerable<string> LinesOf(IEnumerable<ManifestItem> items)
    {
        bool isEmpty = true;
        foreach (ManifestItem item in items.Where(
            item => item.Sha256 is not null && item.Path.Bytes.StartsWith(BagName.Payload)))
        {
            isEmpty = false;
            yield return $"{item.Sha256}  {BagName.Encode(ManifestName.TextOf(item.Path, Format))}";
        }

        if (isEmpty)
        {
            // Nothing would be checked by it, and mostly the folder is another.
            throw new AuditRunException(
                RunErrors.ManifestInexpressible,
                $"The format '{Format}' lists what is below 'data/', and the report lists nothing there. "
                + "Name the folder of the bag ('root').");
        }
    }
}
