using System.Globalization;
using System.Text;

namespace AuditGraph.Core.Actions.RunCommand.Results;

/// <summary>The messages of SARIF: a text, or the name of one of the rule's with what stands in its places.</summary>
internal static class SarifMessage
{
    private const string DefaultMessage = "default";

    // A brace, the digits of a number, a brace.
    private const int LongestPlace = 12;

    /// <summary>The first line of a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="ofRule">The messages of the rule, or null.</param>
    /// <exception cref="FormatException">It is none, or names one that the rule does not have.</exception>
    public static string Of(JsonPart message, JsonPart? ofRule)
    {
        string[] arguments = [.. message.Items("arguments").Select(static argument => argument.Text())];
        if (message.Text("text") is { } text)
        {
            return Told(Fill(text, arguments));
        }

        string id = message.Text("id") ?? DefaultMessage;
        string template = ofRule?.Find(id)?.Text("text")
            ?? throw message.Mistake("has neither a text nor the name of one that its rule has");
        return Told(Fill(template, arguments));
    }

    private static string Told(string text) =>
        ForeignText.FirstLine(text) is { Length: > 0 } line ? line : "(no message)";

    // '{0}' is the first argument; '{{' and '}}' are braces.
    private static string Fill(string template, string[] arguments)
    {
        if (arguments.Length == 0 && !template.Contains("{{", StringComparison.Ordinal))
        {
            return template;
        }

        var text = new StringBuilder(template.Length);
        for (int index = 0; index < template.Length; index++)
        {
            char letter = template[index];
            bool isDouble = letter is '{' or '}' && index + 1 < template.Length && template[index + 1] == letter;
            ReadOnlySpan<char> ahead = template.AsSpan(index, Math.Min(LongestPlace, template.Length - index));
            int length = letter == '{' && !isDouble ? ahead.IndexOf('}') : -1;
            if (length > 0
                && int.TryParse(ahead[1..length], NumberStyles.None, null, out int place)
                && place < arguments.Length)
            {
                text.Append(arguments[place]);
                index += length;
            }
            else
            {
                text.Append(letter);
                index += isDouble ? 1 : 0;
            }
        }

        return text.ToString();
    }
}
