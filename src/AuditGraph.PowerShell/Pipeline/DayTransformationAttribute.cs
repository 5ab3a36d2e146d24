using System.Globalization;
using System.Management.Automation;
using AuditGraph.Core.Configuration;

namespace AuditGraph.PowerShell.Pipeline;

/// <summary>
/// Reads a day's text in ISO 8601, whatever the session's culture, and takes a moment for its day: in UTC where it says
/// of which zone it is.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DayTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            DateTime time => DateOnly.FromDateTime(time),
            DateTimeOffset instant => DateOnly.FromDateTime(instant.UtcDateTime),
            string text => DateOnly.TryParseExact(text, WaiversDescription.DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
                ? day
                : throw new ArgumentTransformationMetadataException($"'{text}' is no day; expected one such as 2027-01-31, or a DateTime."),
            _ => inputData,
        };
}
