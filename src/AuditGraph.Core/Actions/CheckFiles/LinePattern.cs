using System.Text.RegularExpressions;
using AuditGraph.Core.Actions.Parameters;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>An expression that is asked of each line by itself, and before that of many at once.</summary>
/// <remarks>
/// Most texts hold no line that matches. One question about all of it tells that, and takes far less time than one for
/// each line. It may be answered with yes though no line matches, where a match goes on over the end of a line. It is
/// never answered with no where a line matches: each line is behind the beginning or a line feed, and before a line feed
/// or the end, so that <c>^</c>, <c>$</c>, <c>\b</c> and <c>\B</c> hold wherever they hold in the line by itself, and everything else
/// depends on the characters alone that it matches.
/// </remarks>
/// <param name="text">The expression, which was found to be one that an automaton can match.</param>
internal sealed partial class LinePattern(string text)
{
    // In longer ones, .NET 10 looks at the clock after each 100,000 characters where there is a limit, and overlooks matches that
    // go on over that place.
    private const int LongestPiece = 1 << 16;

    // A run whose contents are all known needs no automaton.
    private readonly Lazy<Regex?> anywhere = new(
        () => SpeaksOfTheWholeText().IsMatch(text) ? null : LinearPattern.Parse(text, RegexOptions.Multiline));

    private readonly Lazy<Regex> ofLine = new(() => LinearPattern.Parse(text));

    // That its time is proportional to the line's length has to do where the line is so long.
    private readonly Lazy<Regex> ofLongLine = new(() => LinearPattern.Parse(text, isLimited: false));

    /// <summary>The expression for a line by itself.</summary>
    public Regex For(ReadOnlySpan<char> line) => line.Length <= LongestPiece ? ofLine.Value : ofLongLine.Value;

    /// <summary>Whether a line may match. Where none may, none does.</summary>
    public bool MayMatchLineOf(FileText lines)
    {
        if (anywhere.Value is not { } expression)
        {
            return true;
        }

        try
        {
            ReadOnlySpan<char> rest = lines.WithLineFeedsAlone;
            while (!rest.IsEmpty)
            {
                int length = rest.Length <= LongestPiece ? rest.Length : rest[..LongestPiece].LastIndexOf('\n') + 1;
                if (length == 0 || expression.IsMatch(rest[..length]))
                {
                    return true;
                }

                rest = rest[length..];
            }

            return false;
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
    [GeneratedRegex(@"\\[AzZ]|\(\?[a-zA-Z]*-", RegexOptions.CultureInvariant)]
    private static partial Regex SpeaksOfTheWholeText();
}
