using System.Management.Automation;
using AuditGraph.Core.Canonical;

namespace AuditGraph.PowerShell.Pipeline;

/// <summary>
/// Lets a duration as configurations write it stand for a time span, and nothing else: PowerShell itself would take
/// <c>30</c>, and the decimal number that <c>30d</c> is to it, for that many ticks.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if ((inputData is PSObject { BaseObject: TimeSpan wrapped } ? wrapped : inputData as TimeSpan?) is { Ticks: > 0 } span)
        {
            return span;
        }

        // Of a number that was typed, the conversion gives the text as it was typed.
        string text = LanguagePrimitives.ConvertTo<string>(inputData);
        return DurationText.TryParse(text, out TimeSpan duration)
            ? duration
            : throw new ArgumentTransformationMetadataException($"'{text}' is no duration; expected {DurationText.Expected}, or a time span{DurationWords.Question(text)}");
    }
}
