using System.Globalization;
using System.Text.Json;

namespace AuditGraph.Core.Reports;

/// <summary>Reads a report as data back. Members may come in any order; what is missing, unknown or of
/// another kind is refused.</summary>
internal ref struct ReportDataReader
{
    private Utf8JsonReader json;

    private int depth;

    private ReportDataReader(ReadOnlySpan<byte> data) =>
        json = new Utf8JsonReader(data, new JsonReaderOptions { MaxDepth = (2 * ReportData.LargestDepth) + 8 });

    /// <summary>The report.</summary>
    /// <exception cref="FormatException">The bytes are no report, or one of a newer form.</exception>
    public static ReportDocument Read(ReadOnlySpan<byte> data)
    {
        try
        {
            var reader = new ReportDataReader(data);
            return reader.ReadDocument();
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or OverflowException)
        {
            throw new FormatException($"The report cannot be read: {failure.Message}", failure);
        }
    }

    private ReportDocument ReadDocument()
    {
        string? title = null;
        string? primaryTable = null;
        long version = 0;
        ValueList<ReportBlock>? blocks = null;
        Next();
        Begin(JsonTokenType.StartObject);
        while (NextMember() is { } name)
        {
            switch (name)
            {
                case "title":
                    title = Text();
                    break;
                case "primaryTable":
                    primaryTable = Text();
                    break;
                case "version":
                    version = json.GetInt64();
                    break;
                case "blocks":
                    blocks = ReadBlocks();
                    break;
                default:
                    throw Unknown(name);
            }
        }

        if (json.Read())
        {
            throw new FormatException("Something follows the report.");
        }

        return version == ReportData.FormatVersion
            ? new ReportDocument(Present(title, nameof(title)), Present(blocks, nameof(blocks)), Present(primaryTable, nameof(primaryTable)))
            : throw new FormatException($"The report's form has the version {version}; this program knows version {ReportData.FormatVersion}.");
    }

    private ValueList<ReportBlock> ReadBlocks()
    {
        if (++depth > ReportData.LargestDepth)
        {
            throw new FormatException($"The report has more than {ReportData.LargestDepth} sections within sections.");
        }

        var blocks = new List<ReportBlock>();
        Begin(JsonTokenType.StartArray);
        while (NextItem())
        {
            blocks.Add(ReadBlock());
        }

        depth--;
        return blocks.ToValueList();
    }

    private ReportBlock ReadBlock()
    {
        string? kind = null;
        string? key = null;
        string? heading = null;
        string? whenEmpty = null;
        ValueList<ReportBlock>? blocks = null;
        ValueList<ReportFact>? facts = null;
        ValueList<ReportTallyEntry>? entries = null;
        ValueList<string>? sentences = null;
        ValueList<ReportColumn>? columns = null;
        List<ReportRow>? rows = null;
        Begin(JsonTokenType.StartObject);
        while (NextMember() is { } name)
        {
            switch (name)
            {
                case "kind":
                    kind = Text();
                    break;
                case "key":
                    key = Text();
                    break;
                case "heading":
                    heading = TextOrNull();
                    break;
                case "whenEmpty":
                    whenEmpty = Text();
                    break;
                case "blocks":
                    blocks = ReadBlocks();
                    break;
                case "facts":
                    facts = ReadFacts();
                    break;
                case "entries":
                    entries = ReadEntries();
                    break;
                case "sentences":
                    sentences = ReadSentences();
                    break;
                case "columns":
                    columns = ReadColumns();
                    break;
                case "rows":
                    rows = ReadRows();
                    break;
                default:
                    throw Unknown(name);
            }
        }

        string itsKey = Present(key, nameof(key));
        return Present(kind, nameof(kind)) switch
        {
            ReportDataNames.Section => new ReportSection(itsKey, heading, Present(blocks, nameof(blocks))),
            ReportDataNames.Facts => new ReportFacts(itsKey, heading, Present(facts, nameof(facts))),
            ReportDataNames.Tally => new ReportTally(itsKey, heading, Present(entries, nameof(entries))),
            ReportDataNames.Notes => new ReportNotes(itsKey, heading, Present(sentences, nameof(sentences))),
            ReportDataNames.Table => TableOf(itsKey, heading, Present(columns, nameof(columns)), Present(rows, nameof(rows)), Present(whenEmpty, nameof(whenEmpty))),
            var other => throw new FormatException($"There is no kind of blocks '{other}'."),
        };
    }

    private static ReportTable TableOf(string key, string? heading, ValueList<ReportColumn> columns, List<ReportRow> rows, string whenEmpty) =>
        rows.TrueForAll(row => row.Cells.Count == columns.Count)
            ? new ReportTable(key, heading, columns, rows, whenEmpty)
            : throw new FormatException($"The table '{key}' has a row that does not fit its {columns.Count} columns.");

    private ValueList<ReportFact> ReadFacts()
    {
        var facts = new List<ReportFact>();
        Begin(JsonTokenType.StartArray);
        while (NextItem())
        {
            string? key = null;
            string? label = null;
            object? value = null;
            Begin(JsonTokenType.StartObject);
            while (NextMember() is { } name)
            {
                switch (name)
                {
                    case "key":
                        key = Text();
                        break;
                    case "label":
                        label = Text();
                        break;
                    case "value":
                        value = Value();
                        break;
                    default:
                        throw Unknown(name);
                }
            }

            facts.Add(new ReportFact(Present(key, nameof(key)), Present(label, nameof(label)), value));
        }

        return facts.ToValueList();
    }

    private ValueList<ReportTallyEntry> ReadEntries()
    {
        var entries = new List<ReportTallyEntry>();
        Begin(JsonTokenType.StartArray);
        while (NextItem())
        {
            string? key = null;
            string? label = null;
            long? files = null;
            long? bytes = null;
            Begin(JsonTokenType.StartObject);
            while (NextMember() is { } name)
            {
                switch (name)
                {
                    case "key":
                        key = Text();
                        break;
                    case "label":
                        label = Text();
                        break;
                    case "files":
                        files = Number();
                        break;
                    case "bytes":
                        bytes = Number();
                        break;
                    default:
                        throw Unknown(name);
                }
            }

            entries.Add(new ReportTallyEntry(Present(key, nameof(key)), Present(label, nameof(label)), files, bytes));
        }

        return entries.ToValueList();
    }

    private ValueList<string> ReadSentences()
    {
        var sentences = new List<string>();
        Begin(JsonTokenType.StartArray);
        while (NextItem())
        {
            sentences.Add(Text());
        }

        return sentences.ToValueList();
    }

    private ValueList<ReportColumn> ReadColumns()
    {
        var columns = new List<ReportColumn>();
        Begin(JsonTokenType.StartArray);
        while (NextItem())
        {
            string? key = null;
            string? heading = null;
            string? kind = null;
            Begin(JsonTokenType.StartObject);
            while (NextMember() is { } name)
            {
                switch (name)
                {
                    case "key":
                        key = Text();
                        break;
                    case "heading":
                        heading = Text();
                        break;
                    case "kind":
                        kind = Text();
                        break;
                    default:
                        throw Unknown(name);
                }
            }

            columns.Add(new ReportColumn(
                Present(key, nameof(key)), Present(heading, nameof(heading)), ReportDataNames.CellKindOf(Present(kind, nameof(kind)))));
        }

        return columns.ToValueList();
    }

    private List<ReportRow> ReadRows()
    {
        var rows = new List<ReportRow>();
        var cells = new List<object?>();
        Begin(JsonTokenType.StartArray);
        while (NextItem())
        {
            cells.Clear();
            Begin(JsonTokenType.StartArray);
            while (NextItem())
            {
                cells.Add(Value());
            }

            rows.Add(new ReportRow(cells.ToValueList()));
        }

        return rows;
    }

    private object? Value() => json.TokenType switch
    {
        JsonTokenType.String => json.GetString(),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => Number(),
    };

    private long? Number()
    {
        switch (json.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.StartObject:
                string? digits = null;
                while (NextMember() is { } name)
                {
                    digits = name == ReportDataNames.Integer ? Text() : throw Unknown(name);
                }

                return long.Parse(Present(digits, ReportDataNames.Integer), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            default:
                return json.GetInt64();
        }
    }

    private readonly string Text() => json.TokenType == JsonTokenType.String ? json.GetString()! : throw Unexpected();

    private readonly string? TextOrNull() => json.TokenType == JsonTokenType.Null ? null : Text();

    private readonly void Begin(JsonTokenType kind)
    {
        if (json.TokenType != kind)
        {
            throw Unexpected();
        }
    }

    // Moves to the next member's value; null behind the last.
    private string? NextMember()
    {
        Next();
        if (json.TokenType == JsonTokenType.EndObject)
        {
            return null;
        }

        string name = json.GetString()!;
        Next();
        return name;
    }

    private bool NextItem()
    {
        Next();
        return json.TokenType != JsonTokenType.EndArray;
    }

    private void Next()
    {
        if (!json.Read())
        {
            throw new FormatException("The report ends early.");
        }
    }

    private static FormatException Unknown(string name) => new($"The report has a member '{name}' that its form does not know.");

    private readonly FormatException Unexpected() => new($"The report has {json.TokenType} where something else belongs.");

    private static T Present<T>(T? value, string name)
        where T : class => value ?? throw new FormatException($"The report lacks a member '{name}'.");
}
