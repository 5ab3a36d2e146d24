using System.Collections.ObjectModel;
using System.Management.Automation;
using AuditGraph.Core.Canonical;

namespace AuditGraph.PowerShell.Session;

/// <summary>The method <c>ToString</c> of an instant: ISO 8601 where no format is asked for, else what it always was.</summary>
internal sealed class InstantToString : PSMethodInfo
{
    private readonly DateTimeOffset _instant;

    /// <summary>Makes the method of an instant.</summary>
    /// <param name="instant">The instant whose text the method gives.</param>
    public InstantToString(DateTimeOffset instant)
    {
        _instant = instant;
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
    public override PSMemberInfo Copy() => new InstantToString(_instant);

    /// <inheritdoc/>
    public override object Invoke(params object[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        string? format = arguments.Length > 0 ? arguments[0] as string : null;
        return string.IsNullOrEmpty(format)
            ? InstantText.Format(_instant)
            : _instant.ToString(format, arguments.Length > 1 ? arguments[1] as IFormatProvider : null);
    }
}
