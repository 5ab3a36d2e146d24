using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace AuditGraph.PowerShell.Session;

/// <summary>
/// The instants and days of the module's objects as a session sees them: they are what they were, and their text is ISO 8601 in every
/// culture. The methods read and write the property that they are named after.
/// </summary>
/// <remarks>
/// <c>Export-Csv</c> takes the text that a value has of itself, and a <see cref="DateTimeOffset"/> has that of the session's
/// culture: in a Thai session its year was 2569. A type of our own would have the text, but <c>ConvertTo-Json</c>, parameters
/// and comparisons would no longer know it for an instant.
/// </remarks>
public static class InstantProperties
{
    /// <summary>The moment that a run takes for now.</summary>
    public static object? AsOf(PSObject source) => Read(source);

    /// <inheritdoc cref="AsOf(PSObject)"/>
    public static void AsOf(PSObject source, object? value) => Write(source, value);

    /// <summary>When a run or an attempt started.</summary>
    public static object? StartedAt(PSObject source) => Read(source);

    /// <inheritdoc cref="StartedAt(PSObject)"/>
    public static void StartedAt(PSObject source, object? value) => Write(source, value);

    /// <summary>When a run finished, or null.</summary>
    public static object? FinishedAt(PSObject source) => Read(source);

    /// <inheritdoc cref="FinishedAt(PSObject)"/>
    public static void FinishedAt(PSObject source, object? value) => Write(source, value);

    /// <summary>When a snapshot was taken.</summary>
    public static object? TakenAt(PSObject source) => Read(source);

    /// <inheritdoc cref="TakenAt(PSObject)"/>
    public static void TakenAt(PSObject source, object? value) => Write(source, value);

    /// <summary>The time that an entry of the ledger states, or null.</summary>
    public static object? Time(PSObject source) => Read(source);

    /// <inheritdoc cref="Time(PSObject)"/>
    public static void Time(PSObject source, object? value) => Write(source, value);

    /// <summary>The last day on which a waiver holds.</summary>
    public static object? Expires(PSObject source) => Read(source);

    /// <inheritdoc cref="Expires(PSObject)"/>
    public static void Expires(PSObject source, object? value) => Write(source, value);

    /// <summary>When a file of an inventory was last modified, or null.</summary>
    public static object? Modified(PSObject source) => Read(source);

    /// <inheritdoc cref="Modified(PSObject)"/>
    public static void Modified(PSObject source, object? value) => Write(source, value);

    private static PSObject? Read(PSObject source, [CallerMemberName] string name = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        switch (Property(source, name).GetValue(source.BaseObject))
        {
            case DateTimeOffset instant:
                return With(instant, new InstantToString(instant));
            case DateOnly day:
                return With(day, new InstantToString(day));
            default:
                return null;
        }
    }

    private static PSObject With(object value, InstantToString text)
    {
        var shown = new PSObject(value);
        shown.Members.Add(text);
        return shown;
    }

    private static void Write(PSObject source, object? value, [CallerMemberName] string name = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        PropertyInfo property = Property(source, name);
        property.SetValue(source.BaseObject, LanguagePrimitives.ConvertTo(value, property.PropertyType, CultureInfo.InvariantCulture));
    }

    private static PropertyInfo Property(PSObject source, string name) => source.BaseObject.GetType().GetProperty(name)!;
}
