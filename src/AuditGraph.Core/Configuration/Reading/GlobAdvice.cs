using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Configuration.Reading;

/// <summary>What is the matter with a pattern that is well-formed and all the same selects nothing, or not what was meant.</summary>
/// <param name="Rule">The finding: that it can match nothing, or hardly anything.</param>
/// <param name="Fault">Why, after the pattern's text.</param>
/// <param name="Advice">What was probably meant, in words.</param>
/// <param name="Meant">The pattern that was meant, where that is certain.</param>
/// <param name="Several">The patterns that were meant, where they are more than one.</param>
internal sealed record GlobAdvice(AuditErrorDescriptor Rule, string Fault, string Advice, string? Meant = null, string[]? Several = null)
{
    /// <summary>The advice on a pattern; null where there is nothing to say.</summary>
    /// <param name="pattern">The pattern, as gitignore(5) has them.</param>
    /// <param name="isInclude">Whether it says what to look at, and not what to leave out.</param>
    public static GlobAdvice? On(string pattern, bool isInclude) => FindImpossible(pattern) ?? FindUnlikely(pattern, isInclude);

    private static GlobAdvice? FindImpossible(string pattern)
    {
        if (pattern[0] == '#')
        {
            return Impossible("is a comment", $"write '\\{pattern}' for a name that begins with '#'", $"\\{pattern}");
        }

        string body = pattern[0] == '!' ? pattern[1..] : pattern;
        if (body.Trim(' ') is "" or "/" or "." or "./")
        {
            return Impossible("names no file", "write '*' for every file");
        }

        if (HasPointSegment(body) || body.Contains("//", StringComparison.Ordinal))
        {
            string meant = (pattern[0] == '!' ? "!" : "") + WithoutPoints(body);
            return Impossible(
                body.StartsWith("./", StringComparison.Ordinal) ? "begins with './', which no path of the workspace does" : "has a segment that no path has",
                $"did you mean '{meant}'?", meant);
        }

        if (EndsWithLoneBackslash(body))
        {
            return Impossible("ends with a backslash, which escapes the next character", "remove the backslash", pattern[..^1]);
        }

        return HasOpenBracket(body) ? Impossible("opens a '[' that nothing closes", "write '\\[' for the character itself") : null;
    }

    private static GlobAdvice? FindUnlikely(string pattern, bool isInclude)
    {
        if (pattern[0] == ' ')
        {
            return Unlikely("begins with a space", $"did you mean '{pattern.TrimStart(' ')}'?", pattern.TrimStart(' '));
        }

        string[] parts = pattern.Split(',', StringSplitOptions.TrimEntries);
        if (pattern.Contains(", ", StringComparison.Ordinal) && !pattern.Contains('{') && !Array.Exists(parts, part => part.Length == 0))
        {
            return Unlikely("is one pattern with a comma in it", $"write each as an item of its own: {Quote(parts)}", several: parts);
        }

        if (Braces(pattern) is { } alternatives)
        {
            return Unlikely(
                "has braces, which patterns as in a .gitignore file take as they are", $"write each as an item of its own: {Quote(alternatives)}",
                several: alternatives);
        }

        if (HasFolderBackslash(pattern))
        {
            string meant = pattern.Replace('\\', '/');
            return Unlikely("has a backslash, which separates no folders", $"did you mean '{meant}'?", meant);
        }

        string first = pattern.TrimStart('/').Split('/')[0];
        return isInclude && first is ".git" or ".pkg" or "exports" && pattern != first
            ? Unlikely("lies in what is always left out: .git/, .pkg/ and exports/", "remove the pattern")
            : null;
    }

    private static GlobAdvice Impossible(string fault, string advice, string? meant = null) =>
        new(ConfigurationErrors.PatternMatchesNothing, fault, advice, meant);

    private static GlobAdvice Unlikely(string fault, string advice, string? meant = null, string[]? several = null) =>
        new(ConfigurationErrors.PatternUnlikely, fault, advice, meant, several);

    private static string Quote(string[] patterns) => string.Join(", ", patterns.Select(pattern => $"'{pattern}'"));

    private static bool HasPointSegment(string body) => body.Split('/').Contains(".");

    // './a' speaks of the root's own 'a'; so does '/a', and 'a/b' without more.
    private static string WithoutPoints(string body)
    {
        string[] segments = [.. body.Split('/').Where(segment => segment is not ("" or "."))];
        string joined = string.Join('/', segments);
        bool isAnchored = segments.Length == 1 && body.IndexOf('/', StringComparison.Ordinal) < body.Length - 1;
        return (isAnchored ? "/" : "") + joined + (body.EndsWith('/') ? "/" : "");
    }

    private static bool EndsWithLoneBackslash(string body) => (body.Length - body.TrimEnd('\\').Length) % 2 == 1;

    private static bool HasOpenBracket(string body)
    {
        for (int index = 0; index < body.Length; index++)
        {
            if (body[index] == '\\')
            {
                index++;
            }
            else if (body[index] == '[')
            {
                int first = index + 1 < body.Length && body[index + 1] is '!' or '^' ? index + 2 : index + 1;
                int close = first + 1 < body.Length ? body.IndexOf(']', first + 1) : -1;
                if (close < 0)
                {
                    return true;
                }

                index = close;
            }
        }

        return false;
    }

    // '*.{js,ts}' as a shell expands it.
    private static string[]? Braces(string pattern)
    {
        int open = pattern.IndexOf('{', StringComparison.Ordinal);
        int close = open < 0 ? -1 : pattern.IndexOf('}', open);
        return close > open && pattern[open..close].Contains(',') && pattern.LastIndexOf('{') == open
            ? [.. pattern[(open + 1)..close].Split(',', StringSplitOptions.TrimEntries).Select(part => pattern[..open] + part + pattern[(close + 1)..])]
            : null;
    }

    private static bool HasFolderBackslash(string pattern)
    {
        for (int index = 0; index + 1 < pattern.Length; index++)
        {
            if (pattern[index] == '\\' && char.IsAsciiLetterOrDigit(pattern[++index]))
            {
                return true;
            }
        }

        return false;
    }
}
