using System.Management.Automation;
using AuditGraph.Core.Canonical;

namespace AuditGraph.PowerShell.Pipeline;

/// <summary>
/// Reads a moment's text in ISO 8601, in UTC unless it says otherwise, whatever the session's culture: to a Thai one the year
/// 2026 is 1483, and 1/2/26 is a day of another month in each.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InstantTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is not string text ? inputData
        : InstantText.TryParseWritten(text, out DateTimeOffset instant) ? instant
        : throw new ArgumentTransformationMetadataException($"'{text}' is no moment; expected {InstantText.Expected}, or a DateTime.");
}
