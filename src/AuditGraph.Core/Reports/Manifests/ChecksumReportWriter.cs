namespace AuditGraph.Core.Reports.Manifests;

/// <summary>
/// Writes what <c>sha256sum --check</c> reads: as <c>sha256sum</c> writes it, or as <c>sha256sum --tag</c> does, which
/// is the form of the BSDs. It has no links.
/// </summary>
internal sealed class ChecksumReportWriter(bool isTagged) : ManifestWriter
{
    /// <inheritdoc/>
    public override string Format => isTagged ? "bsd" : "sha256sum";

    /// <inheritdoc/>
    public override string Extension => isTagged ? Format : "sha256";

    /// <inheritdoc/>
    protected override IEnumerable<string> LinesOf(IEnumerable<ManifestItem> items)
    {
        foreach (ManifestItem item in items.Where(item => item.Sha256 is not null))
        {
            string name = EscapedName.Escape(
                ManifestName.Anchored(ManifestName.TextOf(item.Path, Format)), out bool needsMark);
            string line = isTagged ? $"SHA256 ({name}) = {item.Sha256}" : $"{item.Sha256}  {name}";
            yield return needsMark ? EscapedName.Mark + line : line;
        }
    }
}
