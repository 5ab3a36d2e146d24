using System.Globalization;
using System.Text.Json;
using AuditGraph.Core.Collections;

namespace AuditGraph.Core.Reports;

/// <summary>Reads a report as data back. Members may come in any order; what is missing, unknown or of
/// another kind is refused.</summary>
internal ref struct ReportDataReader
{
    private const int SmallestBuffer = 1 << 16;

    private readonly Stream data;

    private byte[] buffer = [];

    private int filled;

    private Utf8JsonReader json;

    private int depth;

    private ReportDataReader(Stream data)
    {
        this.data = data;
        json = new Utf8JsonReader([], isFinalBlock: false, new(new JsonReaderOptions { MaxDepth = (2 * ReportData.LargestDepth) + 8 }));
    }

    /// <summary>The report.</summary>
    /// <param name="data">Its bytes, all of which are read, a few at a time.</param>
    /// <exception cref="FormatException">The bytes are no report, or one of a newer form.</exception>
    public static ReportDocument Read(Stream data)
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
        Next();
        Members report = ReadMembers("title", "primaryTable", "remarks", "version", "blocks");
        if (TryNext())
        {
            throw new FormatException("Something follows the report.");
        }

        if (report.Version != ReportData.FormatVersion)
        {
            throw new FormatException($"The report's form has the version {report.Version}; this program knows version {ReportData.FormatVersion}.");
        }

        var document = new ReportDocument(Present(report.Title, "title"), Present(report.Blocks, "blocks"), Present(report.PrimaryTable, "primaryTable"))
        {
            Remarks = report.Remarks ?? [],
        };
        ReportTable? table = document.Blocks.OfType<ReportTable>().FirstOrDefault(one => one.Key == document.PrimaryTable);
        return document.Remarks.All(row => row.Cells.Count == table?.Columns.Count)
            ? document
            : throw new FormatException("The report has a remark that does not fit the columns of its primary table.");
    }

    private ValueList<ReportBlock> ReadBlocks()
    {
        if (++depth > ReportData.LargestDepth)
        {
            throw new FormatException($"The report has more than {ReportData.LargestDepth} sections within sections.");
        }

        ValueList<ReportBlock> blocks = Items(static (ref ReportDataReader reader) => reader.ReadBlock());
        depth--;
        return blocks;
    }

    private ReportBlock ReadBlock()
    {
        Members block = ReadMembers("kind", "key", "heading", "whenEmpty", "blocks", "facts", "entries", "sentences", "columns", "rows");
        string key = Present(block.Key, "key");
        return Present(block.Kind, "kind") switch
        {
            ReportDataNames.Section => new ReportSection(key, block.Heading, Present(block.Blocks, "blocks")),
            ReportDataNames.Facts => new ReportFacts(key, block.Heading, Present(block.Facts, "facts")),
            ReportDataNames.Tally => new ReportTally(key, block.Heading, Present(block.Entries, "entries")),
            ReportDataNames.Notes => new ReportNotes(key, block.Heading, Present(block.Sentences, "sentences")),
            ReportDataNames.Table => TableOf(
                key, block.Heading, Present(block.Columns, "columns"), Present(block.Rows, "rows"), Present(block.WhenEmpty, "whenEmpty")),
            var other => throw new FormatException($"There is no kind of blocks '{other}'."),
        };
    }

    private static ReportTable TableOf(
        string key, string? heading, ValueList<ReportColumn> columns, IReadOnlyList<ReportRow> rows, string whenEmpty) =>
        rows.All(row => row.Cells.Count == columns.Count)
            ? new ReportTable(key, heading, columns, rows, whenEmpty)
            : throw new FormatException($"The table '{key}' has a row that does not fit its {columns.Count} columns.");

    private ReportFact ReadFact()
    {
        Members fact = ReadMembers("key", "label", "value");
        return new ReportFact(Present(fact.Key, "key"), Present(fact.Label, "label"), fact.Value);
    }

    private ReportTallyEntry ReadEntry()
    {
        Members entry = ReadMembers("key", "label", "files", "bytes");
        return new ReportTallyEntry(Present(entry.Key, "key"), Present(entry.Label, "label"), entry.Files, entry.Bytes);
    }

    private ReportColumn ReadColumn()
    {
        Members column = ReadMembers("key", "heading", "kind", "detail");
        return new ReportColumn(
            Present(column.Key, "key"), Present(column.Heading, "heading"), ReportDataNames.CellKindOf(Present(column.Kind, "kind")))
        {
            IsDetail = column.Detail,
        };
    }

    /// <summary>Reads an object of the form: whatever members it has, if they are among those it may have.</summary>
    private Members ReadMembers(params ReadOnlySpan<string> known)
    {
        var members = new Members();
        Begin(JsonTokenType.StartObject);
        while (NextMember() is { } name)
        {
            if (!known.Contains(name))
            {
                throw Unknown(name);
            }

            Read(name, ref members);
        }

        return members;
    }

    private void Read(string name, ref Members members)
    {
        switch (name)
        {
            case "blocks":
                members.Blocks = ReadBlocks();
                break;
            case "bytes":
                members.Bytes = Number();
                break;
            case "columns":
                members.Columns = Items(static (ref ReportDataReader reader) => reader.ReadColumn());
                break;
            case "detail":
                members.Detail = json.GetBoolean();
                break;
            case "entries":
                members.Entries = Items(static (ref ReportDataReader reader) => reader.ReadEntry());
                break;
            case "facts":
                members.Facts = Items(static (ref ReportDataReader reader) => reader.ReadFact());
                break;
            case "files":
                members.Files = Number();
                break;
            case "heading":
                members.Heading = TextOrNull();
                break;
            case "key":
                members.Key = Text();
                break;
            case "kind":
                members.Kind = Text();
                break;
            case "label":
                members.Label = Text();
                break;
            case "primaryTable":
                members.PrimaryTable = Text();
                break;
            case "remarks":
                members.Remarks = ReadRows();
                break;
            case "rows":
                members.Rows = ReadRows();
                break;
            case "sentences":
                members.Sentences = Items(static (ref ReportDataReader reader) => reader.Text());
                break;
            case "title":
                members.Title = Text();
                break;
            case "value":
                members.Value = Value();
                break;
            case "version":
                members.Version = json.GetInt64();
                break;
            case "whenEmpty":
                members.WhenEmpty = Text();
                break;
        }
    }

    private IReadOnlyList<ReportRow> ReadRows()
    {
        var rows = new PackedRows();
        Begin(JsonTokenType.StartArray);
        while (NextItem())
        {
            rows.Add(new ReportRow(Items(static (ref ReportDataReader cells) => cells.Value())));
        }

        return rows.Count > LazyList.Few ? rows : rows.ToArray();
    }

    private ValueList<T> Items<T>(ReadItem<T> read)
    {
        var items = new List<T>();
        Begin(JsonTokenType.StartArray);
        while (NextItem())
        {
            items.Add(read(ref this));
        }

        return items.ToValueList();
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
        if (!TryNext())
        {
            throw new FormatException("The report ends early.");
        }
    }

    private bool TryNext()
    {
        while (!json.Read())
        {
            if (json.IsFinalBlock)
            {
                return false;
            }

            ReadOn();
        }

        return true;
    }

    /// <summary>Reads more of the data behind what is not understood yet, into a larger buffer where a single value fills it.</summary>
    private void ReadOn()
    {
        int known = (int)json.BytesConsumed;
        Span<byte> rest = buffer.AsSpan(known, filled - known);
        byte[] next = rest.Length > buffer.Length / 2 || buffer.Length == 0 ? new byte[Math.Max(SmallestBuffer, 2 * buffer.Length)] : buffer;
        rest.CopyTo(next);
        int read = data.ReadAtLeast(next.AsSpan(rest.Length), next.Length - rest.Length, throwOnEndOfStream: false);
        (buffer, filled) = (next, rest.Length + read);
        json = new Utf8JsonReader(buffer.AsSpan(0, filled), isFinalBlock: filled < buffer.Length, json.CurrentState);
    }

    private static FormatException Unknown(string name) => new($"The report has a member '{name}' that its form does not know.");

    private readonly FormatException Unexpected() => new($"The report has {json.TokenType} where something else belongs.");

    private static T Present<T>(T? value, string name)
        where T : class => value ?? throw new FormatException($"The report lacks a member '{name}'.");

    private delegate T ReadItem<T>(ref ReportDataReader reader);

    /// <summary>Every member that an object of the form can have; each kind of object has some of them.</summary>
    private struct Members
    {
        public ValueList<ReportBlock>? Blocks;
        public long? Bytes;
        public ValueList<ReportColumn>? Columns;
        public bool Detail;
        public ValueList<ReportTallyEntry>? Entries;
        public ValueList<ReportFact>? Facts;
        public long? Files;
        public string? Heading;
        public string? Key;
        public string? Kind;
        public string? Label;
        public string? PrimaryTable;
        public IReadOnlyList<ReportRow>? Remarks;
        public IReadOnlyList<ReportRow>? Rows;
        public ValueList<string>? Sentences;
        public string? Title;
        public object? Value;
        public long Version;
        public string? WhenEmpty;
    }
}
