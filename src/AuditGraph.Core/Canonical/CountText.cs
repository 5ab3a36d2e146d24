using System.Globalization;

namespace AuditGraph.Core.Canonical;

/// <summary>Numbers of things as a person says them: <c>1 run</c>, <c>2 runs</c>, <c>1,234 entries</c>.</summary>
internal static class CountText
{
    /// <summary>A number and what is counted.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The word for one of them.</param>
    /// <param name="many">The word for none or several; with an <c>s</c> after it where left out.</param>
    public static string Of(long count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many ?? one + "s")}");
}
