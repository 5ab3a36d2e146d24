using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Actions.RunCommand.Results;

/// <summary>Reads a finding as JSON states it; <c>docs/format/action-protocol.md</c> specifies it.</summary>
internal static class FindingItem
{
    private static readonly string[] Members =
        ["column", "endColumn", "endLine", "key", "line", "message", "path", "properties", "rule", "severity"];

    /// <summary>Reads a finding.</summary>
    /// <param name="item">The object.</param>
    /// <param name="pile">Where it goes.</param>
    /// <param name="besides">Members that the object may have besides those of a finding.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static void Read(JsonPart item, ResultPile pile, params ReadOnlySpan<string> besides)
    {
        item.ExpectMembers([.. Members, .. besides]);
        string message = item.Line("message");
        pile.Add(
            new CheckFinding(RuleOf(item), SeverityOf(item), message, item.Text("key") ?? message)
            {
                Line = item.Place("line"),
                Column = item.Place("column"),
                EndLine = item.Place("endLine"),
                EndColumn = item.Place("endColumn"),
                Properties = PropertiesOf(item),
            },
            pile.Places.OfPath(item.Text("path")));
    }

    /// <summary>The name of a rule that an object must state.</summary>
    /// <exception cref="FormatException">It states none, or one that no waiver could name.</exception>
    public static string RuleOf(JsonPart item)
    {
        JsonPart rule = item.Require("rule");
        string name = rule.Text();
        return name.Length > 0 && ForeignText.RuleId(name) == name
            ? name
            : throw rule.Mistake(
                "is no name of a rule: it has 1 to 64 characters, none of them a space or one of ; , * ? [ ]");
    }

    /// <summary>The severity that an object states; an error where it states none.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static AuditSeverity SeverityOf(JsonPart item) =>
        SeverityWords.SeverityOf(item.Word("severity", [.. SeverityWords.All]));

    private static ValueMap<string> PropertiesOf(JsonPart item) => item.Find("properties") is not { } properties
        ? new()
        : new(properties.Members().Select(static property => IsPropertyName(property.Name)
            ? KeyValuePair.Create(property.Name, ForeignText.Show(property.Part.Text()))
            : throw property.Part.Mistake("has a name that is none: it has 1 to 64 letters, digits, '.', '_' and '-'")));

    private static bool IsPropertyName(string name) => name.Length is > 0 and <= 64
        && name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-');
}
