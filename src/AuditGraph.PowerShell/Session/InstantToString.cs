using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using AuditGraph.Core.Canonical;

namespace AuditGraph.PowerShell.Session;

/// <summary>The method <c>ToString</c> of an instant or a day: ISO 8601 where no format is asked for, else what it always was.</summary>
internal sealed class InstantToString : PSMethodInfo
{
    private readonly IFormattable _instant;

    private readonly string _text;

    /// <summary>Makes the method of an instant.</summary>
    /// <param name="instant">The instant whose text the method gives.</param>
    public InstantToString(DateTimeOffset instant)
        : this(instant, InstantText.Format(instant))
    {
    }

    /// <summary>Makes the method of a day.</summary>
    /// <param name="day">The day whose text the method gives.</param>
    public InstantToString(DateOnly day)
        : this(day, day.ToString("O", CultureInfo.InvariantCulture))
    {
    }

    private InstantToString(IFormattable instant, string text)
    {
        _instant = instant;
        _text = text;
        SetMemberName(nameof(ToString));
    }

    /// <inheritdoc/>
    /// <remarks>PowerShell adds no plain method to an object.</remarks>
    public override PSMemberTypes MemberType => PSMemberTypes.ScriptMethod;

    /// <inheritdoc/>
    public override string TypeNameOfValue => typeof(string).FullName!;

    /// <inheritdoc/>
    /// <remarks>With one alone PowerShell would not pass on the format of <c>'{0:yyyy}' -f</c>.</remarks>
    public override Collection<string> OverloadDefinitions =>
        ["string ToString()", "string ToString(string format)", "string ToString(string format, System.IFormatProvider provider)"];

    /// <inheritdoc/>
    public override PSMemberInfo Copy() => new InstantToString(_instant, _text);

    /// <inheritdoc/>
    public override object Invoke(params object[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        string? format = arguments.Length > 0 ? arguments[0] as string : null;
        return string.IsNullOrEmpty(format)
            ? _text
            : _instant.ToString(format, arguments.Length > 1 ? arguments[1] as IFormatProvider : null);
    }
}
