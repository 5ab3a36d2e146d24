using System.Globalization;

namespace AuditGraph.Core.Canonical;

/// <summary>Text from files and other processes in a form that does nothing to the terminal it is shown on.</summary>
internal static class VisibleText
{
    /// <summary>The text with every control character as <c>\u</c> and four hexadecimal digits.</summary>
    public static string Of(string text) =>
        text.Any(char.IsControl)
            ? string.Concat(text.Select(unit => char.IsControl(unit) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}") : $"{unit}"))
            : text;
}
