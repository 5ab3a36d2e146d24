using System.Text;

namespace AuditGraph.Core.Configuration.Reading;

/// <summary>The rules for texts that have no grammar of their own.</summary>
internal static class TextRules
{
    /// <summary>The rule for a tag as a regular expression of JSON Schema.</summary>
    public const string TagPattern = @"^[^\u0000-\u0020\u007f-\u00a0;,*?\[\]]{1,64}$";

    /// <summary>The rule for a tag in words.</summary>
    public const string ExpectedTag = "1 to 64 characters without spaces, control characters, ';', ',', '*', '?', '[' or ']'";

    /// <summary>The rule for a text as a regular expression of JSON Schema.</summary>
    public const string LinesPattern = @"^[^\u0000-\u0008\u000b-\u001f\u007f-\u009f]{0,4096}$";

    /// <summary>The rule for a text in words.</summary>
    public const string ExpectedLines = "at most 4096 characters, none of them a control character other than a line feed or a tab";

    /// <summary>The rule for a glob pattern as a regular expression of JSON Schema.</summary>
    public const string GlobPattern = @"^(?!#)(?!!? *[/.]? *$)(?!!?(.*/)?\.{1,2}(/|$))(?!.*//)[^\u0000-\u001f\u007f-\u009f]{1,1024}$";

    /// <summary>The rule for a glob pattern in words.</summary>
    public const string ExpectedGlob = "a pattern as in a .gitignore file, such as src/**/*.cs, *.md or /build/: not empty, without './', '..' and control characters";

    private const int LongestTag = 64;
    private const int LongestText = 4096;
    private const int LongestGlob = 1024;

    /// <summary>Whether a text is a tag.</summary>
    public static bool IsTag(string text)
    {
        if (text.Length == 0 || !IsWithin(text, LongestTag))
        {
            return false;
        }

        foreach (char unit in text)
        {
            if (unit is <= ' ' or (>= '\x7f' and <= '\xa0') or ';' or ',' or '*' or '?' or '[' or ']')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a text is one or several lines that are safe to show.</summary>
    public static bool IsLines(string text)
    {
        foreach (char unit in text)
        {
            if (unit is (< ' ' and not ('\n' or '\t')) or (>= '\x7f' and < '\xa0'))
            {
                return false;
            }
        }

        return IsWithin(text, LongestText);
    }

    /// <summary>Whether a text can be a glob pattern.</summary>
    public static bool IsGlob(string text)
    {
        if (text.Length == 0 || !IsWithin(text, LongestGlob))
        {
            return false;
        }

        foreach (char unit in text)
        {
            if (unit is < ' ' or (>= '\x7f' and < '\xa0'))
            {
                return false;
            }
        }

        string path = text[0] == '!' ? text[1..] : text;
        foreach (Range segment in path.AsSpan().Split('/'))
        {
            if (path.AsSpan(segment) is "..")
            {
                return false;
            }
        }

        return true;
    }

    // JSON Schema counts characters, not UTF-16 units.
    private static bool IsWithin(string text, int limit) => text.Length <= limit || CountCharacters(text) <= limit;

    private static int CountCharacters(string text)
    {
        int count = 0;
        foreach (Rune _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }
}
