using AuditGraph.Core.Canonical;
using AuditGraph.Core.Collections;

namespace AuditGraph.Core.Reports;

/// <summary>
/// Gives a report one of its forms. The same report gives the same bytes: UTF-8 without a byte order mark. Its secrets are masked
/// already (<see cref="ReportRedaction"/>), once for all forms and for what is kept.
/// </summary>
internal interface IReportWriter
{
    /// <summary>The form's name.</summary>
    string Format { get; }

    /// <summary>
    /// The extension of its files, in lower case and without the first dot: mostly the form's name. One may end with another's:
    /// of several that a file's name ends with the longest tells the form.
    /// </summary>
    string Extension => Format;

    /// <summary>Whether it is made of what a check found, so that a report that judges nothing has no such form.</summary>
    bool IsOfFindings => false;

    /// <summary>Whether it says how controls are met, so that a report that names none has no such form.</summary>
    bool IsOfControls => false;

    /// <summary>
    /// Whether it is a manifest of files, so that a report that lists none with their hashes has no such form.
    /// </summary>
    bool IsOfManifest => false;

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="stream">Takes the bytes.</param>
    /// <param name="cancellation">Stops the work, between two rows of a table.</param>
    /// <exception cref="FormatException">
    /// The form is of findings or controls, and the report has none that could be read.
    /// </exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    void Write(ReportDocument report, Stream stream, CancellationToken cancellation);

    /// <summary>The report in this form.</summary>
    /// <inheritdoc cref="Write(ReportDocument, Stream, CancellationToken)" path="//exception"/>
    WrittenReport Write(ReportDocument report, CancellationToken cancellation = default)
    {
        var content = new ByteChunks();
        using var hashed = new HashingStream(content);
        Write(report, hashed, cancellation);
        return new WrittenReport(content, hashed.CurrentHash());
    }
}
