using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Configuration.Syntax;

/// <summary>Reads JSON (RFC 8259), strictly, into the same syntax tree as YAML.</summary>
internal static class JsonSyntaxReader
{
    /// <summary>Reads a document.</summary>
    /// <param name="source">The file.</param>
    /// <param name="diagnostics">Takes the findings.</param>
    /// <returns>The document's value, as far as it could be read; null where the file holds none.</returns>
    public static SyntaxNode? Read(SourceText source, DiagnosticList diagnostics)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(source.Text);
        var builder = new SyntaxTreeBuilder(source, diagnostics);
        var offsets = new OffsetMap(bytes);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = SyntaxTreeBuilder.DeepestNesting + 1 });
        try
        {
            while (reader.Read() && Take(ref reader, offsets, builder))
            {
            }
        }
        catch (JsonException failure)
        {
            Report(failure, bytes, offsets, source, builder.Path, diagnostics);
        }

        builder.Abandon();
        return builder.Root;
    }

    private static bool Take(ref Utf8JsonReader reader, OffsetMap offsets, SyntaxTreeBuilder builder)
    {
        int start = offsets.ToCharacters((int)reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return builder.Begin(isMapping: true, start, anchor: null);
            case JsonTokenType.StartArray:
                return builder.Begin(isMapping: false, start, anchor: null);
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                builder.End(start + 1);
                return true;
            case JsonTokenType.PropertyName:
                // A name's value is consumed up to its colon; the name itself ends with its second quote.
                int nameEnd = offsets.ToCharacters((int)reader.TokenStartIndex + reader.ValueSpan.Length + 2);
                builder.Add(new ScalarNode(new SourceSpan(start, nameEnd), TextOf(ref reader), ScalarKind.Text, isPlain: false));
                return true;
            default:
                int end = offsets.ToCharacters((int)reader.BytesConsumed);
                (string text, ScalarKind type) = ValueOf(ref reader);
                builder.Add(new ScalarNode(new SourceSpan(start, end), text, type, isPlain: false));
                return true;
        }
    }

    private static (string Text, ScalarKind Type) ValueOf(ref Utf8JsonReader reader)
    {
        string written = Encoding.UTF8.GetString(reader.ValueSpan);
        return reader.TokenType switch
        {
            JsonTokenType.String => (TextOf(ref reader), ScalarKind.Text),
            JsonTokenType.Null => (written, ScalarKind.Null),
            JsonTokenType.Number => (written, CoreSchema.Resolve(written)),
            _ => (written, ScalarKind.Boolean),
        };
    }

    private static string TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException unpaired)
        {
            // Its place is counted from the beginning of the file, as if that had one line.
            long place = reader.TokenStartIndex + 1 + IndexOfHalfPair(reader.ValueSpan);
            throw new JsonException("an escape is half of a surrogate pair", path: null, lineNumber: 0, bytePositionInLine: place, unpaired);
        }
    }

    private static int IndexOfHalfPair(ReadOnlySpan<byte> text)
    {
        const int escapeLength = 6;
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\')
            {
                continue;
            }

            char unit = UnitAt(text[at..]);
            if (char.IsHighSurrogate(unit) && char.IsLowSurrogate(UnitAt(text[(at + escapeLength)..])))
            {
                at += (2 * escapeLength) - 1;
            }
            else if (char.IsSurrogate(unit))
            {
                return at;
            }
            else
            {
                at++;
            }
        }

        return 0;
    }

    // The UTF-16 code unit that an escape at the beginning of the text names, or NUL.
    private static char UnitAt(ReadOnlySpan<byte> text) =>
        text is [(byte)'\\', (byte)'u', _, _, _, _, ..]
        && Utf8Parser.TryParse(text[2..6], out ushort unit, out int length, 'x')
        && length == 4
            ? (char)unit
            : '\0';

    private static void Report(
        JsonException failure, byte[] bytes, OffsetMap offsets, SourceText source, DocumentPath path, DiagnosticList diagnostics)
    {
        int at = offsets.Latest;
        if (failure.LineNumber is { } line && failure.BytePositionInLine is { } position)
        {
            int lineStart = 0;
            for (; line > 0; line--)
            {
                lineStart += bytes.AsSpan(lineStart).IndexOf((byte)'\n') + 1;
            }

            at = new OffsetMap(bytes).ToCharacters((int)Math.Min(lineStart + position, bytes.Length));
        }

        int end = Math.Min(Math.Max(at + 1, at), Math.Max(at, source.LineAt(source.PositionOf(at).Line).End));
        int details = failure.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        string complaint = details < 0 ? failure.Message : failure.Message[..details];
        diagnostics.Add(
            ConfigurationErrors.SyntaxInvalid, new SourceSpan(at, end), path,
            $"not well-formed JSON: {OffendingText.Show(complaint.TrimEnd('.'))}; nothing after this place was read");
    }

    /// <summary>Converts offsets in UTF-8, asked for in rising order, to offsets in UTF-16.</summary>
    private sealed class OffsetMap(byte[] bytes)
    {
        private int knownBytes;

        public int Latest { get; private set; }

        public int ToCharacters(int offset)
        {
            if (offset > knownBytes)
            {
                Latest += Encoding.UTF8.GetCharCount(bytes, knownBytes, offset - knownBytes);
                knownBytes = offset;
            }

            return Latest;
        }
    }
}
