using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace AuditGraph.Core.Actions.Parameters;

/// <summary>
/// Regular expressions that are matched in time proportional to the text, whatever the expression and the text are:
/// with an automaton, so that what cannot be one is refused, and what would be a large one too.
/// </summary>
internal static class LinearPattern
{
    /// <summary>
    /// How long one match may take; what takes longer is an expression that the bound on its weight does not catch.
    /// </summary>
    public static TimeSpan LongestMatch { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Reads an expression.</summary>
    /// <param name="text">The expression, in the syntax of .NET.</param>
    /// <param name="pattern">The expression, ready to match.</param>
    /// <param name="fault">What is wrong with it, in words for the end of a sentence.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out Regex? pattern, [NotNullWhen(false)] out string? fault)
    {
        (pattern, fault) = (null, PatternWeight.FaultOf(text));
        if (fault is not null)
        {
            return false;
        }

        try
        {
            pattern = Parse(text);
            return true;
        }
        catch (RegexParseException mistake)
        {
            fault = string.Create(CultureInfo.InvariantCulture, $"{Words(mistake.Error)} at its character {mistake.Offset}");
        }
        catch (NotSupportedException)
        {
            fault = "it needs look-around, back references, conditions or atomic groups; expected one that needs none, so that it is matched "
                + "in one pass";
        }

        return false;
    }

    /// <summary>Reads an expression that was found to be one. Its matches throw where one takes too long, if they are limited.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="more">Options besides those that all have.</param>
    /// <param name="isLimited">Whether a match may take no longer than <see cref="LongestMatch"/>.</param>
    /// <exception cref="ArgumentException">It is none.</exception>
    /// <exception cref="NotSupportedException">It cannot be matched in one pass.</exception>
    public static Regex Parse(string text, RegexOptions more = RegexOptions.None, bool isLimited = true) =>
        new(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | more, isLimited ? LongestMatch : Regex.InfiniteMatchTimeout);

    // InsufficientClosingParentheses: 'insufficient closing parentheses'.
    private static string Words(RegexParseError error) =>
        string.Concat(error.ToString().Select(unit => char.IsAsciiLetterUpper(unit) ? $" {char.ToLowerInvariant(unit)}" : $"{unit}")).TrimStart();
}
