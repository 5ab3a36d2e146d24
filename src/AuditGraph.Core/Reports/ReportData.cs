using System.Globalization;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Reports;

/// <summary>
/// A report as data: the canonical JSON (RFC 8785) that is kept with a run, so that the report can be read as objects
/// and written again in any format. <c>docs/format/report.md</c> specifies it.
/// </summary>
internal static class ReportData
{
    /// <summary>The version of the form.</summary>
    public const int FormatVersion = 1;

    /// <summary>Sections within sections; deeper data is refused before it is followed.</summary>
    public const int LargestDepth = 16;

    /// <summary>Writes a report whose texts are redacted already. A row is written at a time, whatever their number.</summary>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static void Write(Stream stream, ReportDocument report, CancellationToken cancellation)
    {
        using var json = new CanonicalJsonStream(stream);
        json.BeginObject();
        json.Name("blocks");
        WriteBlocks(json, report.Blocks, cancellation);
        json.Member("primaryTable", report.PrimaryTable);
        if (report.Remarks.Count > 0)
        {
            json.Name("remarks");
            WriteRows(json, report.Remarks, cancellation);
        }

        json.Member("title", report.Title);
        json.Member("version", FormatVersion);
        json.EndObject();
    }

    private static void WriteBlocks(CanonicalJsonStream json, ValueList<ReportBlock> blocks, CancellationToken cancellation)
    {
        json.BeginArray();
        foreach (ReportBlock block in blocks)
        {
            json.BeginObject();
            switch (block)
            {
                case ReportSection section:
                    json.Name("blocks");
                    WriteBlocks(json, section.Blocks, cancellation);
                    WriteEnd(json, block, ReportDataNames.Section);
                    break;
                case ReportFacts facts:
                    WriteFacts(json, facts);
                    WriteEnd(json, block, ReportDataNames.Facts);
                    break;
                case ReportTally tally:
                    WriteEntries(json, tally);
                    WriteEnd(json, block, ReportDataNames.Tally);
                    break;
                case ReportNotes notes:
                    WriteEnd(json, block, ReportDataNames.Notes);
                    WriteSentences(json, notes);
                    break;
                case ReportTable table:
                    WriteColumns(json, table);
                    WriteEnd(json, block, ReportDataNames.Table);
                    json.Name("rows");
                    WriteRows(json, table.Rows, cancellation);
                    json.Member("whenEmpty", table.WhenEmpty);
                    break;
                default:
                    throw new ArgumentException($"A block of the kind {block.GetType()} has no form as data.", nameof(blocks));
            }

            json.EndObject();
        }

        json.EndArray();
    }

    // The members that every block has; the names of all others sort before or after these.
    private static void WriteEnd(CanonicalJsonStream json, ReportBlock block, string kind)
    {
        json.Member("heading", block.Heading);
        json.Member("key", block.Key);
        json.Member("kind", kind);
    }

    private static void WriteFacts(CanonicalJsonStream json, ReportFacts facts)
    {
        json.Name("facts");
        json.BeginArray();
        foreach (ReportFact fact in facts.Facts)
        {
            json.BeginObject();
            json.Member("key", fact.Key);
            json.Member("label", fact.Label);
            json.Name("value");
            WriteValue(json, fact.Value);
            json.EndObject();
        }

        json.EndArray();
    }

    private static void WriteEntries(CanonicalJsonStream json, ReportTally tally)
    {
        json.Name("entries");
        json.BeginArray();
        foreach (ReportTallyEntry entry in tally.Entries)
        {
            json.BeginObject();
            json.Name("bytes");
            WriteValue(json, entry.Bytes);
            json.Name("files");
            WriteValue(json, entry.Files);
            json.Member("key", entry.Key);
            json.Member("label", entry.Label);
            json.EndObject();
        }

        json.EndArray();
    }

    private static void WriteSentences(CanonicalJsonStream json, ReportNotes notes)
    {
        json.Name("sentences");
        json.BeginArray();
        foreach (string sentence in notes.Sentences)
        {
            json.Value(sentence);
        }

        json.EndArray();
    }

    private static void WriteColumns(CanonicalJsonStream json, ReportTable table)
    {
        json.Name("columns");
        json.BeginArray();
        foreach (ReportColumn column in table.Columns)
        {
            json.BeginObject();
            if (column.IsDetail)
            {
                json.Name("detail");
                json.Value(true);
            }

            json.Member("heading", column.Heading);
            json.Member("key", column.Key);
            json.Member("kind", ReportDataNames.Of(column.Kind));
            json.EndObject();
        }

        json.EndArray();
    }

    private static void WriteRows(CanonicalJsonStream json, IReadOnlyList<ReportRow> rows, CancellationToken cancellation)
    {
        json.BeginArray();
        foreach (ReportRow row in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            json.BeginArray();
            foreach (object? cell in row.Cells)
            {
                WriteValue(json, cell);
            }

            json.EndArray();
        }

        json.EndArray();
    }

    private static void WriteValue(CanonicalJsonStream json, object? value)
    {
        switch (value)
        {
            case null:
                json.Null();
                break;
            case string text:
                json.Value(text);
                break;
            case bool truth:
                json.Value(truth);
                break;
            case long number when Math.Abs((decimal)number) <= CanonicalJsonStream.LargestInteger:
                json.Value(number);
                break;
            case long number:
                // JSON's numbers are doubles to many readers, and so to RFC 8785.
                json.BeginObject();
                json.Member(ReportDataNames.Integer, number.ToString(CultureInfo.InvariantCulture));
                json.EndObject();
                break;
            default:
                throw new ArgumentException($"A value of the type {value.GetType()} has no form as data.", nameof(value));
        }
    }
}
