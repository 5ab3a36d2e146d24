using System.Text.RegularExpressions;
using AuditGraph.Core.Actions.Parameters;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>An expression that is asked of each line by itself, and before that of a whole text.</summary>
/// <remarks>
/// Most texts hold no line that matches, which one question about all of it tells, where one for each line takes many times
/// as long. The question may be answered with yes though no line matches, because a match goes on over the end of a line. It
/// is never answered with no where one does: with the lines in one text, each behind a line feed or the beginning and before
/// a line feed or the end, <c>^</c>, <c>$</c>, <c>\b</c> and <c>\B</c> hold wherever they hold in a line, and all else looks
/// at the characters that it matches alone.
/// </remarks>
/// <param name="text">The expression, which was found to be one that an automaton can match.</param>
internal sealed partial class LinePattern(string text)
{
    private readonly Regex? anywhere = SpeaksOfTheWholeText().IsMatch(text) ? null : LinearPattern.Parse(text, RegexOptions.Multiline);

    /// <summary>The expression for a line by itself.</summary>
    public Regex OfLine { get; } = LinearPattern.Parse(text);

    /// <summary>Whether a line may match. Where none may, none does.</summary>
    public bool MayMatchLineOf(FileText lines)
    {
        try
        {
            return anywhere?.IsMatch(lines.WithLineFeedsAlone) != false;
        }
        catch (RegexMatchTimeoutException)
        {
            // Each line may well be matched in time.
            return true;
        }
    }

    /// <summary>The expression as it was written.</summary>
    public override string ToString() => text;

    // Anchors that hold at the ends of a line by itself and not at those of a line among others, and groups of options that
    // take something back, such as that ^ and $ are such anchors. What only looks like these is taken for them.
    [GeneratedRegex(@"\\[AzZG]|\(\?[a-zA-Z]*-", RegexOptions.CultureInvariant)]
    private static partial Regex SpeaksOfTheWholeText();
}
