using System.Globalization;

namespace AuditGraph.Core.Reports.Manifests;

/// <summary>
/// Writes what <c>hashdeep -a -k</c> reads, with names as <c>hashdeep -r -l .</c> gives them. It has no links.
/// </summary>
internal sealed class HashdeepReportWriter : ManifestWriter
{
    /// <inheritdoc/>
    public override string Format => "hashdeep";

    /// <inheritdoc/>
    protected override IEnumerable<string> LinesOf(IEnumerable<ManifestItem> items)
    {
        yield return "%%%% HASHDEEP-1.0";
        yield return "%%%% size,sha256,filename";
        yield return "##";
        foreach (ManifestItem item in items.Where(item => item.Sha256 is not null))
        {
            string name = ManifestName.TextOf(item.Path, Format);
            yield return name.AsSpan().ContainsAny('\n', '\r')
                ? throw ManifestName.Refuse(item.Path, Format, "holds the end of a line", "sha256sum, bsd or mtree")
                : string.Create(CultureInfo.InvariantCulture, $"{item.Bytes},{item.Sha256},./{name}");
        }
    }
}
