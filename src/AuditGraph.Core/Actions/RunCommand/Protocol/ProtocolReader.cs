using System.Globalization;
using System.Text.Json;
using AuditGraph.Core.Actions.RunCommand.Results;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Actions.RunCommand.Protocol;

/// <summary>
/// Reads what a program writes by the action protocol: JSON lines, the last of which says that it is. A text that is
/// cut off anywhere is therefore no whole one, and is refused.
/// </summary>
/// <param name="places">Tells which file of the workspace is meant.</param>
internal sealed class ProtocolReader(ResultPlaces places)
{
    /// <summary>The most bytes of a line.</summary>
    public const int LongestLine = 1 << 20;

    private readonly ResultPile pile = new(places);
    private readonly ProtocolReport report = new();
    private readonly List<string> warnings = [];
    private long findings;
    private bool hasEnded;

    /// <summary>Reads a text.</summary>
    /// <param name="content">All that the program wrote to its standard output.</param>
    /// <exception cref="FormatException">It is not of the protocol; the message says in which line and why.</exception>
    public ProtocolOutput Read(ReadOnlyMemory<byte> content)
    {
        int number = 0;
        while (!content.IsEmpty)
        {
            number++;
            int length = content.Span.IndexOf((byte)'\n');
            ReadLine(length < 0 ? content : content[..length], number);
            content = length < 0 ? default : content[(length + 1)..];
        }

        return hasEnded
            ? new ProtocolOutput(pile.Finish(), report.Blocks, [.. warnings])
            : throw new FormatException(
                $"behind line {number}: the line of the type '{ProtocolWords.End}' is missing, so that nobody knows "
                + "whether this is all.");
    }

    private void ReadLine(ReadOnlyMemory<byte> line, int number)
    {
        try
        {
            if (line.Length > LongestLine)
            {
                throw new FormatException($"it has more than {CountText.Of(LongestLine, "byte")}.");
            }

            if (hasEnded)
            {
                throw new FormatException($"it comes behind the line of the type '{ProtocolWords.End}'.");
            }

            using JsonDocument document = JsonPart.Parse(line);
            Take(new JsonPart(document.RootElement, ""));
        }
        catch (FormatException mistake)
        {
            throw new FormatException(FormattableString.Invariant($"line {number}: {mistake.Message}"), mistake);
        }
    }

    private void Take(JsonPart line)
    {
        string type = line.Require(ProtocolWords.Type).Text();
        switch (type)
        {
            case ProtocolWords.Finding:
                FindingItem.Read(line, pile, ProtocolWords.Type);
                findings++;
                break;
            case ProtocolWords.Rule:
                line.ExpectMembers(ProtocolWords.Type, "rule", "severity", "summary");
                pile.Add(new CheckRule(FindingItem.RuleOf(line), FindingItem.SeverityOf(line), line.Line("summary")));
                break;
            case ProtocolWords.Gap:
                pile.Add(GapOf(line));
                break;
            case ProtocolWords.Warning:
                line.ExpectMembers(ProtocolWords.Type, "message");
                warnings.Add(line.Line("message"));
                break;
            case ProtocolWords.End:
                line.ExpectMembers(ProtocolWords.Type, "findings");
                CheckCount(line);
                hasEnded = true;
                break;
            default:
                report.Take(type, line);
                break;
        }
    }

    private CheckGap GapOf(JsonPart line)
    {
        line.ExpectMembers(ProtocolWords.Type, "path", "reason", "verdict");
        AuditVerdict verdict = SeverityWords.VerdictOf(line.Word("verdict", "fail", "warn"));
        ResultPlace place = pile.Places.OfPath(line.Text("path"));
        string where = place.Elsewhere is { } elsewhere ? $"{elsewhere}: " : "";
        return new CheckGap(place.Path, where + line.Line("reason"), verdict);
    }

    private void CheckCount(JsonPart line)
    {
        if (line.Number("findings") is { } stated && stated != findings)
        {
            throw line.Mistake(string.Create(
                CultureInfo.InvariantCulture, $"speaks of {stated} findings, and {findings} came before it"));
        }
    }
}
