using System.Collections;
using System.Management.Automation;

namespace AuditGraph.PowerShell.Pipeline;

/// <summary>
/// Lets a run stand where a run's id is asked for: live, deserialised, as a table's row, or whatever else names a run and
/// perhaps its workspace.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RunTransformationAttribute : ArgumentTransformationAttribute
{
    // The names by which the parameters take a run from the pipeline.
    private static readonly string[] IdProperties = ["Id", "Run", "RunId"];

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is IList items
            ? items.Cast<object?>().Select(ToReference).ToArray()
            : ToReference(inputData);

    private static AuditRunReference ToReference(object? item)
    {
        switch (item is PSObject wrapped ? wrapped.BaseObject : item)
        {
            case AuditRunReference reference:
                return reference;
            case AuditJobRun run:
                return new AuditRunReference(run.Id, run.Root);
            case string id:
                return Named(id);
            case null:
                return Named("");
        }

        // An id is a text: a process or a job of PowerShell's has an Id too.
        PSObject given = PSObject.AsPSObject(item);
        string? named = IdProperties.Select(name => Text(given, name)).FirstOrDefault(text => text is not null);
        return named is null ? Named(LanguagePrimitives.ConvertTo<string>(item)) : new AuditRunReference(named, Text(given, "Root"));
    }

    private static AuditRunReference Named(string id) => id.Length > 0
        ? new AuditRunReference(id)
        : throw new ArgumentTransformationMetadataException("A run or a run's id is asked for, and nothing was given.");

    private static string? Text(PSObject given, string property) =>
        given.Properties[property]?.Value is { } value
        && (value is PSObject wrapped ? wrapped.BaseObject : value) is string { Length: > 0 } text ? text : null;
}
