using System.Text;

namespace AuditGraph.Core.Reports.Manifests;

/// <summary>
/// Writes the files that a report lists as a manifest that other programs read: UTF-8, with lines that end with LF.
/// </summary>
internal abstract class ManifestWriter : IReportWriter
{
    /// <inheritdoc/>
    public abstract string Format { get; }

    /// <inheritdoc/>
    public virtual string Extension => Format;

    /// <inheritdoc/>
    public bool IsOfManifest => true;

    /// <inheritdoc/>
    public void Write(ReportDocument report, Stream stream, CancellationToken cancellation)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var text = new StreamWriter(stream, utf8, leaveOpen: true) { NewLine = "\n" };
        foreach (string line in LinesOf(ManifestTable.Read(report)))
        {
            cancellation.ThrowIfCancellationRequested();
            text.WriteLine(line);
        }
    }

    /// <summary>The lines that list files and links, where the form has such.</summary>
    /// <exception cref="AuditRunException"><c>ManifestInexpressible</c>: the form cannot express a name.</exception>
    protected abstract IEnumerable<string> LinesOf(IEnumerable<ManifestItem> items);
}
