using System.Text.Json;
using AuditGraph.Core.Actions.RunCommand.Results;
using AuditGraph.Core.Reports;

namespace AuditGraph.Core.Actions.RunCommand.Protocol;

/// <summary>The report of a program, as the lines of the action protocol make it.</summary>
internal sealed class ProtocolReport
{
    private const string Name = "name";
    private const string Heading = "heading";
    private const int LongestName = 64;
    private const int MostColumns = 32;

    private readonly List<ReportFact> facts = [];
    private readonly List<string> notes = [];
    private readonly List<ReportBlock> tables = [];

    // The names of facts and tables are members of one object.
    private readonly HashSet<string> names = new(StringComparer.Ordinal) { NotesKey };

    private const string NotesKey = "notes";

    /// <summary>What was reported so far, facts first; nothing where nothing was.</summary>
    public ValueList<ReportBlock> Blocks =>
    [
        .. facts.Count == 0 ? (ReportBlock[])[] : [new ReportFacts("facts", null, [.. facts])],
        .. tables,
        .. notes.Count == 0 ? (ReportBlock[])[] : [new ReportNotes(NotesKey, "Notes", [.. notes])],
    ];

    /// <summary>Takes a line.</summary>
    /// <param name="type">What the line says it is.</param>
    /// <param name="line">The line.</param>
    /// <exception cref="FormatException">It is not of the protocol.</exception>
    public void Take(string type, JsonPart line)
    {
        switch (type)
        {
            case ProtocolWords.Fact:
                line.ExpectMembers(ProtocolWords.Type, Name, "label", "value");
                string name = NewName(line);
                facts.Add(new ReportFact(name, HeadingOf(line, "label") ?? name, ValueOf(line.Require("value"))));
                break;
            case ProtocolWords.Note:
                line.ExpectMembers(ProtocolWords.Type, "text");
                notes.Add(line.Line("text"));
                break;
            case ProtocolWords.Table:
                line.ExpectMembers(ProtocolWords.Type, Name, Heading, "columns", "rows");
                tables.Add(TableOf(line));
                break;
            default:
                throw line.Mistake($"is of the type '{ForeignText.FirstLine(type)}', which the protocol does not know");
        }
    }

    private ReportTable TableOf(JsonPart line)
    {
        string name = NewName(line);
        IReadOnlyList<JsonPart> items = line.Require("columns").Items();
        ReportColumn[] columns = items.Count is > 0 and <= MostColumns
            ? [.. items.Select(ColumnOf)]
            : throw line.Mistake($"has {items.Count} columns: a table has 1 to {MostColumns}");
        if (columns.Select(static column => column.Key).Distinct(StringComparer.Ordinal).Count() < columns.Length)
        {
            throw line.Mistake("names a column twice");
        }

        ReportRow[] rows = [.. line.Items("rows").Select(row => RowOf(row, columns))];
        return new ReportTable(name, HeadingOf(line, Heading) ?? name, [.. columns], rows, "None.");
    }

    private static ReportColumn ColumnOf(JsonPart column)
    {
        column.ExpectMembers(Name, Heading, "kind");
        string name = NameOf(column);
        ReportCellKind kind = column.Word("kind", "text", "path", "hash", "number") switch
        {
            "path" => ReportCellKind.Path,
            "hash" => ReportCellKind.Hash,
            "number" => ReportCellKind.Number,
            _ => ReportCellKind.Text,
        };
        return new ReportColumn(name, HeadingOf(column, Heading) ?? name, kind);
    }

    private static ReportRow RowOf(JsonPart row, ReportColumn[] columns)
    {
        IReadOnlyList<JsonPart> cells = row.Items();
        return cells.Count == columns.Length
            ? new ReportRow([.. cells.Zip(columns, CellOf)])
            : throw row.Mistake($"has {cells.Count} cells, and the table {columns.Length} columns");
    }

    private static object? CellOf(JsonPart cell, ReportColumn column)
    {
        JsonValueKind expected = column.Kind == ReportCellKind.Number ? JsonValueKind.Number : JsonValueKind.String;
        return cell.Value.ValueKind == JsonValueKind.Null ? null
            : cell.Value.ValueKind == expected ? ValueOf(cell)
            : throw cell.Mistake($"is not of the kind of its column, {column.Kind.ToString().ToLowerInvariant()}");
    }

    private static object ValueOf(JsonPart value) => value.Value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.Value.TryGetInt64(out long number)
            ? number
            : throw value.Mistake("is no whole number of 64 bits"),
        _ => ForeignText.Show(value.Text()),
    };

    private static string? HeadingOf(JsonPart part, string member) =>
        part.Find(member) is null ? null : part.Line(member);

    private string NewName(JsonPart line)
    {
        string name = NameOf(line);
        return names.Add(name) ? name : throw line.Mistake($"has the name '{name}', which is taken");
    }

    private static string NameOf(JsonPart part)
    {
        string name = part.Require(Name).Text();
        bool isName = name.Length is > 0 and <= LongestName
            && char.IsAsciiLetterLower(name[0]) && name.All(char.IsAsciiLetterOrDigit);
        return isName
            ? name
            : throw part.Mistake(
                "has a name that is none: it begins with a small letter and has up to 64 letters and digits");
    }
}
