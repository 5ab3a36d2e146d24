using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using AuditGraph.Core.Redaction;

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
    public byte[] Write(ReportDocument report, SecretRedactor redactor, CancellationToken cancellation)
    {
        redactor = redactor.ForDocument();
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("title", redactor.Redact(report.Title));
            foreach (ReportBlock block in report.Blocks)
            {
                json.WritePropertyName(block.Key);
                WriteBlock(json, block, redactor, cancellation);
            }

            json.WriteEndObject();
        }

        bytes.Write("\n"u8);
        return bytes.WrittenSpan.ToArray();
    }

    private static void WriteBlock(Utf8JsonWriter json, ReportBlock block, SecretRedactor redactor, CancellationToken cancellation)
    {
        switch (block)
        {
            case ReportSection section:
                WriteSection(json, section, redactor, cancellation);
                break;
            case ReportFacts facts:
                json.WriteStartObject();
                WriteFacts(json, facts, redactor);
                json.WriteEndObject();
                break;
            case ReportTally tally:
                WriteTally(json, tally);
                break;
            case ReportTable table:
                WriteRows(json, table, redactor, cancellation);
                break;
            case ReportNotes notes:
                json.WriteStartArray();
                foreach (string sentence in notes.Sentences)
                {
                    json.WriteStringValue(redactor.Redact(sentence));
                }

                json.WriteEndArray();
                break;
        }
    }

    private static void WriteSection(Utf8JsonWriter json, ReportSection section, SecretRedactor redactor, CancellationToken cancellation)
    {
        json.WriteStartObject();
        foreach (ReportBlock block in section.Blocks)
        {
            if (block is ReportFacts facts)
            {
                WriteFacts(json, facts, redactor);
            }
            else
            {
                json.WritePropertyName(block.Key);
                WriteBlock(json, block, redactor, cancellation);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteFacts(Utf8JsonWriter json, ReportFacts facts, SecretRedactor redactor)
    {
        foreach (ReportFact fact in facts.Facts)
        {
            json.WritePropertyName(fact.Key);
            WriteValue(json, fact.Value, redactor);
        }
    }

    private static void WriteRows(Utf8JsonWriter json, ReportTable table, SecretRedactor redactor, CancellationToken cancellation)
    {
        json.WriteStartArray();
        foreach (ReportRow row in table.Rows)
        {
            cancellation.ThrowIfCancellationRequested();
            json.WriteStartObject();
            for (int column = 0; column < table.Columns.Count; column++)
            {
                json.WritePropertyName(table.Columns[column].Key);
                WriteValue(json, row.Cells[column], redactor);
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

    private static void WriteValue(Utf8JsonWriter json, object? value, SecretRedactor redactor)
    {
        switch (value)
        {
            case string text:
                json.WriteStringValue(redactor.Redact(text));
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
