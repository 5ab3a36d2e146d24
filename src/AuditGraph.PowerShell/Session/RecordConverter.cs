using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace AuditGraph.PowerShell.Session;

/// <summary>Makes a record of the module of what PowerShell has read of one: an object with the same properties.</summary>
/// <remarks>What cannot be one, because something is missing or was flattened into text, stays what it is.</remarks>
public sealed class RecordConverter : PSTypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType)
    {
        ArgumentNullException.ThrowIfNull(destinationType);
        return sourceValue is PSObject read && read.TypeNames.Contains(SessionTypes.Deserialized + destinationType.FullName);
    }

    /// <inheritdoc/>
    public override bool CanConvertFrom(PSObject sourceValue, Type destinationType) => CanConvertFrom((object)sourceValue, destinationType);

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
    {
        ArgumentNullException.ThrowIfNull(destinationType);
        try
        {
            return Make((PSObject)sourceValue, destinationType);
        }
        catch (Exception failure) when (failure is TargetInvocationException or ArgumentException or FormatException or MissingMethodException)
        {
            throw new PSInvalidCastException($"What was read is no {destinationType.Name}: {failure.Message}", failure);
        }
    }

    /// <inheritdoc/>
    public override object ConvertFrom(PSObject sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        ConvertFrom((object)sourceValue, destinationType, formatProvider, ignoreCase);

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new PSInvalidCastException();

    private static object Make(PSObject read, Type type)
    {
        PropertyInfo[] properties = type.GetProperties();
        ConstructorInfo constructor = type.GetConstructors().MinBy(candidate => candidate.GetParameters().Length)!;
        object record = constructor.Invoke(
            [.. constructor.GetParameters().Select(parameter => Convert(read.Properties[parameter.Name!]?.Value, parameter.ParameterType))]);
        foreach (PropertyInfo property in properties.Where(property => property.CanWrite))
        {
            if (read.Properties[property.Name] is { } value)
            {
                property.SetValue(record, Convert(value.Value, property.PropertyType));
            }
            else if (property.IsDefined(typeof(RequiredMemberAttribute)))
            {
                throw new PSInvalidCastException($"What was read is no {type.Name}: it has no {property.Name}.");
            }
        }

        // What was added to the object on its way, such as the computer that it comes from.
        var members = PSObject.AsPSObject(record);
        foreach (PSPropertyInfo added in read.Properties.Where(property => !properties.Any(known => known.Name == property.Name)))
        {
            members.Properties.Add(new PSNoteProperty(added.Name, added.Value));
        }

        return record;
    }

    private static object? Convert(object? value, Type type)
    {
        object? plain = BareOf(value);
        if (plain is null)
        {
            return type.IsValueType && Nullable.GetUnderlyingType(type) is null ? throw new PSInvalidCastException($"A {type.Name} is missing.") : null;
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(DateTimeOffset))
        {
            return ToInstant(value!);
        }

        if (type == typeof(DateOnly))
        {
            return ToDay(value!);
        }

        if (type == typeof(object))
        {
            return plain switch
            {
                IDictionary => ToMap(plain, typeof(ValueMap<object?>)),
                string => plain,
                IEnumerable items => ToList(plain, KindOf([.. items.Cast<object?>()])),
                _ => plain,
            };
        }

        Type? generic = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        return generic == typeof(ValueList<>) ? ToList(plain, type.GenericTypeArguments[0])
            : generic == typeof(ValueMap<>) ? ToMap(plain, type)
            : LanguagePrimitives.ConvertTo(value, type, CultureInfo.InvariantCulture);
    }

    private static Type KindOf(IReadOnlyList<object?> items) =>
        items.Any(static item => BareOf(item) is IDictionary) ? typeof(ValueMap<object?>)
        : items.Count > 0 && items.All(static item => BareOf(item) is long) ? typeof(long)
        : typeof(string);

    private static object? BareOf(object? item) => item is PSObject wrapped ? wrapped.BaseObject : item;

    /// <summary>An instant of its parts, which is how files have it, or of PowerShell's text.</summary>
    private static DateTimeOffset ToInstant(object value)
    {
        if (value is PSObject read && read.Properties["UtcTicks"]?.Value is long ticks && read.Properties["Offset"]?.Value is TimeSpan offset)
        {
            return new DateTimeOffset(ticks, TimeSpan.Zero).ToOffset(offset);
        }

        return LanguagePrimitives.ConvertTo<DateTimeOffset>(value);
    }

    /// <summary>A day of its parts, or of its text.</summary>
    private static DateOnly ToDay(object value) => value is PSObject read && read.Properties["DayNumber"]?.Value is int number
        ? DateOnly.FromDayNumber(number)
        : LanguagePrimitives.ConvertTo<DateOnly>(value);

    private static object ToList(object value, Type item)
    {
        if (value is string || value is not IEnumerable items)
        {
            throw new PSInvalidCastException($"'{value}' is no list.");
        }

        object?[] converted = [.. items.Cast<object?>().Select(element => Convert(element, item))];
        var typed = Array.CreateInstance(item, converted.Length);
        converted.CopyTo(typed, 0);
        MethodInfo create = typeof(ValueList).GetMethod(nameof(ValueList.ToValueList))!;
        return create.MakeGenericMethod(item).Invoke(null, [typed])!;
    }

    private static object ToMap(object value, Type type)
    {
        if (value is not IDictionary entries)
        {
            throw new PSInvalidCastException($"'{value}' is no mapping.");
        }

        Type item = type.GenericTypeArguments[0];
        Type entry = typeof(KeyValuePair<,>).MakeGenericType(typeof(string), item);
        var typed = Array.CreateInstance(entry, entries.Count);
        int index = 0;
        foreach (DictionaryEntry read in entries)
        {
            typed.SetValue(Activator.CreateInstance(entry, (string)read.Key, Convert(read.Value, item)), index++);
        }

        return Activator.CreateInstance(type, typed)!;
    }
}
