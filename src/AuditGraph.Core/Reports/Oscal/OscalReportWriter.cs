using System.Text.Json;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Reports.Oscal;

/// <summary>
/// Writes what a check found as evidence for the controls that its job names: the assessment results of NIST's OSCAL,
/// in JSON.
/// </summary>
internal sealed class OscalReportWriter : IReportWriter
{
    /// <inheritdoc/>
    public string Format => "oscal";

    /// <inheritdoc/>
    public string Extension => "oscal.json";

    /// <inheritdoc/>
    public bool IsOfFindings => true;

    /// <inheritdoc/>
    public bool IsOfControls => true;

    /// <inheritdoc/>
    public void Write(ReportDocument report, Stream stream, CancellationToken cancellation)
    {
        FindingReport found = FindingReport.Read(report);
        if (found.Controls.Count == 0)
        {
            throw new FormatException($"The report '{found.Title}' names no controls.");
        }

        string moment = InstantText.Format(
            report.Origin?.AsOf ?? throw new FormatException($"Nobody knows at which moment the report '{found.Title}' held."));
        // Lines stay lines; at the depth of these documents their indentation is a third of all bytes.
        using (var json = new Utf8JsonWriter(stream, JsonReportWriter.Options with { IndentSize = 0 }))
        {
            new OscalDocument(json, found, moment, cancellation).Write();
        }

        stream.WriteByte((byte)'\n');
    }
}
