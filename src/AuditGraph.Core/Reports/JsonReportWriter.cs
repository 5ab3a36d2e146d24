using System.Text.Encodings.Web;
using System.Text.Json;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Reports;

/// <summary>Writes a report as one JSON object (RFC 8259), indented, with a member for each block.</summary>
internal sealed class JsonReportWriter : IReportWriter
{
    /// <summary>How JSON is written for people to read.</summary>
    public static JsonWriterOptions Options { get; } = new()
    {
        Indented = true,
        NewLine = "\n",

        // File names in every script stay readable; quotes, backslashes and control characters are escaped all the same.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <inheritdoc/>
    public string Format => "json";

    /// <inheritdoc/>
    public void Write(ReportDocument report, Stream stream, CancellationToken cancellation)
    {
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("title", TextOf(report.Title));
            foreach (ReportBlock block in report.Blocks)
            {
                json.WritePropertyName(block.Key);
                WriteBlock(json, block, cancellation);
            }

            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void WriteBlock(Utf8JsonWriter json, ReportBlock block, CancellationToken cancellation)
    {
        switch (block)
        {
            case ReportSection section:
                WriteSection(json, section, cancellation);
                break;
            case ReportFacts facts:
                json.WriteStartObject();
                WriteFacts(json, facts);
                json.WriteEndObject();
                break;
            case ReportTally tally:
                WriteTally(json, tally);
                break;
            case ReportTable table:
                WriteRows(json, table, cancellation);
                break;
            case ReportNotes notes:
                json.WriteStartArray();
                foreach (string sentence in notes.Sentences)
                {
                    json.WriteStringValue(TextOf(sentence));
                }

                json.WriteEndArray();
                break;
        }
    }

    private static void WriteSection(Utf8JsonWriter json, ReportSection section, CancellationToken cancellation)
    {
        json.WriteStartObject();
        foreach (ReportBlock block in section.Blocks)
        {
            if (block is ReportFacts facts)
            {
                WriteFacts(json, facts);
            }
            else
            {
                json.WritePropertyName(block.Key);
                WriteBlock(json, block, cancellation);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteFacts(Utf8JsonWriter json, ReportFacts facts)
    {
        foreach (ReportFact fact in facts.Facts)
        {
            json.WritePropertyName(fact.Key);
            WriteValue(json, fact.Value);
        }
    }

    private static void WriteRows(Utf8JsonWriter json, ReportTable table, CancellationToken cancellation)
    {
        json.WriteStartArray();
        foreach (ReportRow row in table.Rows)
        {
            cancellation.ThrowIfCancellationRequested();
            json.FlushWhereMuch();
            json.WriteStartObject();
            for (int column = 0; column < table.Columns.Count; column++)
            {
                json.WritePropertyName(table.Columns[column].Key);
                WriteValue(json, row.Cells[column]);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTally(Utf8JsonWriter json, ReportTally tally)
    {
        json.WriteStartObject();
        foreach (ReportTallyEntry entry in tally.Entries)
        {
            json.WritePropertyName(entry.Key);
            WriteNumber(json, entry.Files);
        }

        json.WriteStartObject("bytes");
        foreach (ReportTallyEntry entry in tally.Entries)
        {
            json.WritePropertyName(entry.Key);
            WriteNumber(json, entry.Bytes);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case string text:
                json.WriteStringValue(TextOf(text));
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    // Half of a surrogate pair is nothing that all readers of JSON take (RFC 8259, section 8.2): it is shown.
    private static string TextOf(string text) => DisplayText.IsWellFormed(text) ? text : DisplayText.Escape(text);

    private static void WriteNumber(Utf8JsonWriter json, long? number)
    {
        if (number is { } known)
        {
            json.WriteNumberValue(known);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
