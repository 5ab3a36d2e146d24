using AuditGraph.Core.Redaction;

namespace AuditGraph.Core.Reports;

/// <summary>Gives a report one of its forms. The same report gives the same bytes: UTF-8 without a byte order mark.</summary>
internal interface IReportWriter
{
    /// <summary>The form's name, which is also the extension of its files.</summary>
    string Format { get; }

    /// <summary>The report's bytes.</summary>
    /// <param name="report">The report.</param>
    /// <param name="redactor">The door that every text of the report goes through.</param>
    /// <param name="cancellation">Stops the work, between two rows of a table.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    byte[] Write(ReportDocument report, SecretRedactor redactor, CancellationToken cancellation = default);
}
