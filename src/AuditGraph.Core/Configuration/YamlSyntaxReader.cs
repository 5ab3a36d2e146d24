using AuditGraph.Core.Errors;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AuditGraph.Core.Configuration;

/// <summary>Reads YAML 1.2 into a syntax tree by the events of YamlDotNet's parser.</summary>
internal sealed class YamlSyntaxReader
{
    private const string UnclosedBracket = "unclosed bracket";
    private const string StandardTag = "tag:yaml.org,2002:";

    private readonly SourceText source;
    private readonly string text;
    private readonly DiagnosticList diagnostics;
    private readonly SyntaxTreeBuilder builder;
    private int reached;

    private YamlSyntaxReader(SourceText source, string text, DiagnosticList diagnostics, bool isComplete)
    {
        this.source = source;
        this.text = text;
        this.diagnostics = diagnostics;
        builder = new SyntaxTreeBuilder(source, diagnostics) { IsComplete = isComplete };
    }

    /// <summary>Reads a document.</summary>
    /// <param name="source">The file.</param>
    /// <param name="text">Its characters, of which some may have been replaced one for one to make them readable.</param>
    /// <param name="diagnostics">Takes the findings.</param>
    /// <returns>The document's value, as far as it could be read; null where the file holds none.</returns>
    public static SyntaxNode? Read(SourceText source, string text, DiagnosticList diagnostics)
    {
        var reader = new YamlSyntaxReader(source, text, diagnostics, isComplete: true);
        if (reader.TryRead() is not { } failure)
        {
            return reader.builder.Root;
        }

        // Read again without what was stumbled over; findings that are made again are dropped as known.
        var recovery = new SyntaxRecovery(source, text);
        bool isGoingOn;
        do
        {
            isGoingOn = YamlSyntaxError.Report(failure, source, reader.reached, diagnostics, recovery);
            if (isGoingOn)
            {
                recovery.Begin();
                reader = new YamlSyntaxReader(source, recovery.Text, diagnostics, isComplete: false);
                failure = reader.TryRead();
            }
        }
        while (isGoingOn && failure is not null);

        return reader.builder.Root;
    }

    private SyntaxFailure? TryRead()
    {
        SyntaxFailure? failure = null;
        try
        {
            var parser = new Parser(new Scanner(new StringReader(text)));
            while (parser.MoveNext() && Take(parser.Current!))
            {
            }
        }
        catch (YamlException found)
        {
            failure = new SyntaxFailure(
                found.Message, Offset(found.Start), Offset(found.End), builder.Path, builder.FlowStart);
        }
        catch (Exception found) when (found is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            // Some malformed input is found out by an inner check of the parser alone, which knows no place.
            int place = builder.FlowStart ?? reached;
            failure = new SyntaxFailure(
                builder.FlowStart is null ? "cannot be read" : UnclosedBracket, place, place, builder.Path, builder.FlowStart);
        }

        if (builder.Depth > 0)
        {
            builder.Abandon();
        }

        return failure;
    }

    private bool Take(ParsingEvent read)
    {
        reached = Math.Max(reached, Offset(read.End));
        switch (read)
        {
            case DocumentStart start:
                return TakeDocument(start);
            case MappingStart mapping:
                return Begin(mapping, isMapping: true, mapping.Style == MappingStyle.Flow, "map");
            case SequenceStart sequence:
                return Begin(sequence, isMapping: false, sequence.Style == SequenceStyle.Flow, "seq");
            case MappingEnd:
            case SequenceEnd:
                builder.End(EndOfFlow(read));
                return true;
            case AnchorAlias alias:
                builder.AddAlias(alias.Value.Value, new SourceSpan(Offset(alias.Start), Offset(alias.End)));
                return true;
            case Scalar scalar:
                TakeScalar(scalar);
                return true;
            default:
                return true;
        }
    }

    private bool TakeDocument(DocumentStart start)
    {
        if (builder.Root is not null)
        {
            // Without '---' the document begins with its first character, which the parser does not point at.
            int mark = Offset(start.Start);
            int blank = text.AsSpan(mark).IndexOfAnyExcept(" \t\r\n");
            mark = start.IsImplicit && blank >= 0 ? mark + blank : mark;
            int length = text.AsSpan(mark).StartsWith("---") ? 3 : Math.Min(1, text.Length - mark);
            diagnostics.Add(
                ConfigurationErrors.SeveralDocuments, new SourceSpan(mark, mark + length), DocumentPath.Root,
                "a second YAML document begins here and would be ignored; expected one document");
            return false;
        }

        if (start.Version is not null && start.Version.Version is not { Major: 1, Minor: 2 })
        {
            int mark = Math.Max(0, text.IndexOf("%YAML", StringComparison.Ordinal));
            diagnostics.Add(
                ConfigurationErrors.DirectiveIgnored, source.LineAt(source.PositionOf(mark).Line), DocumentPath.Root,
                $"the directive asks for YAML {start.Version.Version.Major}.{start.Version.Version.Minor}; the file is read as YAML 1.2");
        }

        return true;
    }

    private bool Begin(NodeEvent read, bool isMapping, bool isFlow, string standardType)
    {
        int start = SkipProperties(Offset(read.Start), read);
        bool isBroken = !read.Tag.IsEmpty && !read.Tag.IsNonSpecific && read.Tag.Value != StandardTag + standardType;
        if (isBroken)
        {
            ReportTag(read, start);
        }

        if (!isFlow)
        {
            RefuseTabBefore(start);
        }

        // The opening bracket is one character; a block begins where its first key or dash is.
        reached = Math.Max(reached, isFlow ? Math.Min(start + 1, text.Length) : start);
        return builder.Begin(isMapping, start, AnchorOf(read), isBroken);
    }

    // Between a '-' and a list or mapping on its line, white space is indentation, which the parser does not check.
    private void RefuseTabBefore(int start)
    {
        int from = start;
        while (from > 0 && (text[from - 1] is ' ' or '\t'))
        {
            from--;
        }

        int tab = text.AsSpan(from, start - from).IndexOf('\t');
        if (tab >= 0)
        {
            diagnostics.Add(
                ConfigurationErrors.TabIndentation, new SourceSpan(from + tab, from + tab + 1), builder.Path,
                "a tab before a list or mapping is indentation; YAML allows spaces alone");
        }
    }

    private int? EndOfFlow(ParsingEvent end)
    {
        int offset = Offset(end.Start);
        bool isClosing = offset < text.Length && text[offset] == (end is MappingEnd ? '}' : ']')
            && builder.IsOpenedBy(end is MappingEnd ? '{' : '[');
        return isClosing ? offset + 1 : null;
    }

    private void TakeScalar(Scalar scalar)
    {
        int start = SkipProperties(Offset(scalar.Start), scalar);
        int end = Math.Max(start, Offset(scalar.End));
        if (scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded)
        {
            while (end > start && (text[end - 1] is '\r' or '\n' or ' '))
            {
                end--;
            }
        }

        if (scalar.Value.Length == 0 && scalar.Style == ScalarStyle.Plain)
        {
            end = start = Math.Min(start, end);
        }

        var span = new SourceSpan(start, end);
        bool isPlain = scalar.Style == ScalarStyle.Plain;
        if (scalar.Tag.IsEmpty)
        {
            ScalarKind type = isPlain ? CoreSchema.Resolve(scalar.Value) : ScalarKind.Text;
            builder.Add(new ScalarNode(span, scalar.Value, type, isPlain), AnchorOf(scalar));
        }
        else if (TypeByTag(scalar) is { } type)
        {
            builder.Add(new ScalarNode(span, scalar.Value, type, isPlain: false), AnchorOf(scalar));
        }
        else
        {
            ReportTag(scalar, start);
            builder.Add(new BrokenNode(span), AnchorOf(scalar));
        }
    }

    private static ScalarKind? TypeByTag(Scalar scalar)
    {
        if (scalar.Tag.IsNonSpecific)
        {
            return ScalarKind.Text;
        }

        ScalarKind? named = scalar.Tag.Value switch
        {
            StandardTag + "str" => ScalarKind.Text,
            StandardTag + "null" => ScalarKind.Null,
            StandardTag + "bool" => ScalarKind.Boolean,
            StandardTag + "int" => ScalarKind.Integer,
            StandardTag + "float" => ScalarKind.Float,
            _ => null,
        };
        return named == ScalarKind.Text || (named is not null && named == CoreSchema.Resolve(scalar.Value)) ? named : null;
    }

    private void ReportTag(NodeEvent read, int valueStart)
    {
        int start = text.AsSpan(Offset(read.Start), valueStart - Offset(read.Start)).IndexOf('!');
        start = start < 0 ? valueStart : Offset(read.Start) + start;
        int length = text.AsSpan(start).IndexOfAny(' ', '\r', '\n');
        var span = new SourceSpan(start, length < 0 ? text.Length : start + length);
        diagnostics.Add(
            ConfigurationErrors.TagUnsupported, span, builder.Path,
            $"the tag {OffendingText.Quote(text[span.Start..span.End])} changes the type of the value, which is not allowed here; remove it, and quote the value if it is text");
    }

    private int SkipProperties(int start, NodeEvent read)
    {
        if (read.Anchor.IsEmpty && read.Tag.IsEmpty)
        {
            return start;
        }

        int at = start;
        while (at < text.Length)
        {
            switch (text[at])
            {
                case '&':
                    at = EndOf(at, " \t\r\n,[]{}");
                    break;
                case '!':
                    at = EndOf(at, " \t\r\n");
                    break;
                case '#':
                    at = EndOf(at, "\r\n");
                    break;
                case ' ' or '\t' or '\r' or '\n':
                    at++;
                    break;
                default:
                    return Math.Min(at, Math.Max(start, Offset(read.End)));
            }
        }

        return Math.Min(at, Math.Max(start, Offset(read.End)));
    }

    private int EndOf(int start, string terminators)
    {
        int length = text.AsSpan(start).IndexOfAny(terminators);
        return length < 0 ? text.Length : start + length;
    }

    private int Offset(Mark mark) => (int)Math.Min(mark.Index, text.Length);

    private static string? AnchorOf(NodeEvent read) => read.Anchor.IsEmpty ? null : read.Anchor.Value;
}
