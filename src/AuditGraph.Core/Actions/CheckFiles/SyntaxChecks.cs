using System.Text.Json;
using YamlDotNet.Core;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>Whether a content is well-formed.</summary>
internal static class SyntaxChecks
{
    // Deeper than any program's own limit that is known, and far from the reader's.
    private const int DeepestJson = 1000;

    /// <summary>The first mistake in a content; null where there is none.</summary>
    /// <param name="syntax">What it is.</param>
    /// <param name="text">The content.</param>
    public static ContentFault? FindMistake(string syntax, FileText text) =>
        syntax == FileRuleKeys.Json ? FindInJson(text) : FindInYaml(text);

    // RFC 8259: one value, with neither comments nor trailing commas.
    private static ContentFault? FindInJson(FileText text)
    {
        // The reader does not look at the bytes of texts.
        if (text.FirstInvalid is >= 0 and int invalid)
        {
            return text.FaultAt(ContentFaultKind.Syntax, invalid);
        }

        int mark = text.HasByteOrderMark ? "\ufeff"u8.Length : 0;
        var reader = new Utf8JsonReader(text.Content.AsSpan(mark), new JsonReaderOptions { MaxDepth = DeepestJson });
        try
        {
            while (reader.Read())
            {
                // Half of a surrogate pair shows only in a text that is asked for.
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                {
                    reader.GetString();
                }
            }

            return null;
        }
        catch (Exception mistake) when (mistake is JsonException or InvalidOperationException)
        {
            return text.FaultAt(ContentFaultKind.Syntax, mark + OffsetOf(mistake as JsonException, text.Content.AsSpan(mark), (int)reader.TokenStartIndex));
        }
    }

    private static int OffsetOf(JsonException? mistake, ReadOnlySpan<byte> content, int token)
    {
        if (mistake is not { LineNumber: { } line, BytePositionInLine: { } column })
        {
            return token;
        }

        int start = 0;
        for (; line > 0; line--)
        {
            start += content[start..].IndexOf((byte)'\n') + 1;
        }

        return start + (int)column;
    }

    private static ContentFault? FindInYaml(FileText text)
    {
        try
        {
            var parser = new Parser(new StringReader(text.Text));
            while (parser.MoveNext())
            {
                // Only whether it can be read counts.
            }

            return null;
        }
        catch (YamlException mistake)
        {
            return new ContentFault(ContentFaultKind.Syntax, (int)Math.Max(1, mistake.Start.Line), (int)Math.Max(1, mistake.Start.Column));
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException or IndexOutOfRangeException
            or FormatException or OverflowException)
        {
            // Some malformed input is found out by an inner check of the scanner alone, which knows no place.
            return new ContentFault(ContentFaultKind.Syntax);
        }
    }
}
