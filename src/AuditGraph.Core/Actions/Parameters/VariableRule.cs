namespace AuditGraph.Core.Actions.Parameters;

/// <summary>What a variable of an environment may be that a job names: <c>NAME</c> or <c>NAME=value</c>.</summary>
internal static class VariableRule
{
    /// <summary>The rule as a regular expression of JSON Schema.</summary>
    public const string Pattern =
        @"^[A-Za-z_][A-Za-z0-9_]{0,127}(=[^\u0000-\u0008\u000b-\u001f\u007f-\u009f]{0,3967})?$";

    /// <summary>The rule in words.</summary>
    public const string Expected =
        "the name of a variable, of letters, digits and '_', such as CI, or a name and its value, such as MODE=strict";

    private const int LongestName = 128;

    private const int LongestValue = 3967;

    /// <summary>Whether a text is such a variable.</summary>
    public static bool IsValid(string variable)
    {
        string name = NameOf(variable);
        return name.Length is > 0 and <= LongestName
            && !char.IsAsciiDigit(name[0])
            && name.All(static unit => char.IsAsciiLetterOrDigit(unit) || unit == '_')
            && (ValueOf(variable) is not { } value || (value.Length <= LongestValue && value.All(IsPlain)));
    }

    /// <summary>Its name.</summary>
    public static string NameOf(string variable) => variable.Split('=', 2)[0];

    /// <summary>The value that it is given; null where that is taken from outside.</summary>
    public static string? ValueOf(string variable) => variable.Split('=', 2) is [_, var value] ? value : null;

    private static bool IsPlain(char unit) => unit is '\t' or '\n' || !char.IsControl(unit);
}
