using System.Management.Automation;
using AuditGraph.Core.Canonical;

namespace AuditGraph.PowerShell.Pipeline;

/// <summary>Turns the library's errors into PowerShell's.</summary>
internal static class ErrorRecords
{
    /// <summary>
    /// The record of an error: its id is the catalogue's stable name, and its details carry what to do about it.
    /// </summary>
    public static ErrorRecord ToErrorRecord(this AuditException failure) =>
        new(failure, failure.Descriptor.Name, Enum.Parse<ErrorCategory>(failure.Descriptor.Category.ToString()), failure.Target)
        {
            ErrorDetails = new ErrorDetails(DisplayText.Escape(failure.Message)) { RecommendedAction = failure.RecommendedAction },
        };
}
