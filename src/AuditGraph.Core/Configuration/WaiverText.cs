using System.Globalization;
using AuditGraph.Core.Configuration.Syntax;

namespace AuditGraph.Core.Configuration;

/// <summary>A waiver as it is written into its file.</summary>
internal static class WaiverText
{
    /// <summary>
    /// As an item of a list in YAML's block style: lines without an end, which say how far they are indented.
    /// </summary>
    /// <param name="waiver">The waiver.</param>
    /// <param name="indent">What stands before the dash.</param>
    /// <param name="gap">What stands between the dash and the keys.</param>
    public static IEnumerable<string> Lines(AuditWaiver waiver, string indent, string gap)
    {
        string before = $"{indent}-{gap}";
        foreach ((string key, string value) in Members(waiver))
        {
            yield return $"{before}{key}: {Scalar(value)}";
            before = new string(' ', indent.Length + 1 + gap.Length);
        }
    }

    /// <summary>As JSON, which YAML's flow style is as well.</summary>
    public static string Flow(AuditWaiver waiver) =>
        $"{{{string.Join(", ", Members(waiver).Select(member => $"{Quote(member.Key)}: {Quote(member.Value)}"))}}}";

    private static IEnumerable<(string Key, string Value)> Members(AuditWaiver waiver) =>
        new (string Key, string? Value)[]
        {
            (WaiversDescription.Rule, waiver.Rule),
            (WaiversDescription.Paths, waiver.Path),
            (WaiversDescription.Fingerprint, waiver.Fingerprint),
            (WaiversDescription.Reason, waiver.Reason),
            (WaiversDescription.Owner, waiver.Owner),
            (WaiversDescription.Expires, waiver.Expires.ToString(WaiversDescription.DayFormat, CultureInfo.InvariantCulture)),
            (WaiversDescription.Ticket, waiver.Ticket),
        }
        .Where(member => member.Value is not null)
        .Select(member => (member.Key, member.Value!));

    // A day is what the file's own reader takes for text, and every example writes it plain.
    private static string Scalar(string text) =>
        IsPlain(text) || DateOnly.TryParseExact(text, WaiversDescription.DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? text : Quote(text);

    private static bool IsPlain(string text) =>
        text.Length > 0 && char.IsAsciiLetter(text[0]) && text[^1] != ' '
        && text.All(character => char.IsAsciiLetterOrDigit(character) || character is ' ' or '_' or '-' or '.' or '/' or '@' or '*' or ',')
        && CoreSchema.Resolve(text) == ScalarKind.Text && OlderYaml.DifferentReading(text) is null;

    private static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)}\"";
}
