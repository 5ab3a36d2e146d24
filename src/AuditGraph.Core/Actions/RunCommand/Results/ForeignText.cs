using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Actions.RunCommand.Results;

/// <summary>Texts that another program wrote, made fit for a report: short, on one line, and safe to show.</summary>
internal static class ForeignText
{
    /// <summary>The most UTF-16 code units of a message that are told.</summary>
    public const int LongestMessage = 1000;

    private const int LongestRule = 64;

    /// <summary>The first line of a text that says something; empty where none does.</summary>
    public static string FirstLine(string? text)
    {
        foreach (ReadOnlySpan<char> line in (text ?? "").AsSpan().EnumerateLines())
        {
            if (!line.IsWhiteSpace())
            {
                return Show(line.Trim().ToString());
            }
        }

        return "";
    }

    /// <summary>A text with nothing in it that acts, cut where it is long.</summary>
    public static string Show(string text) => Cut(DisplayText.Escape(text), LongestMessage);

    /// <summary>
    /// The name of a rule in the form in which a waiver can name it: what cannot stand in one is a hyphen, and a name
    /// that is too long ends early.
    /// </summary>
    public static string RuleId(string name)
    {
        string shown = DisplayText.Escape(name);
        char[] letters = [.. shown.Select(static letter =>
            letter is <= ' ' or (>= '\x7f' and <= '\xa0') or ';' or ',' or '*' or '?' or '[' or ']' ? '-' : letter)];
        return Cut(new string(letters), LongestRule);
    }

    private static string Cut(string text, int most) => text.Length <= most
        ? text
        : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1), "…");
}
