using AuditGraph.Core.Configuration.Diagnostics;
using YamlDotNet.Core;

namespace AuditGraph.Core.Configuration.Syntax;

/// <summary>Reads YAML 1.2 into a syntax tree and goes on after what is not well-formed.</summary>
internal sealed class YamlSyntaxReader
{
    private const string UnclosedBracket = "unclosed bracket";

    private readonly string text;
    private readonly SyntaxTreeBuilder builder;
    private readonly YamlNodeWriter writer;
    private int reached;

    private YamlSyntaxReader(SourceText source, string text, DiagnosticList diagnostics, bool isComplete)
    {
        this.text = text;
        builder = new SyntaxTreeBuilder(source, diagnostics) { IsComplete = isComplete };
        writer = new YamlNodeWriter(text, diagnostics, builder);
    }

    /// <summary>Reads a document.</summary>
    /// <param name="source">The file.</param>
    /// <param name="text">Its characters, of which some may have been replaced one for one to make them readable.</param>
    /// <param name="diagnostics">Takes the findings.</param>
    /// <returns>The document's value, as far as it could be read; null where the file holds none.</returns>
    public static SyntaxNode? Read(SourceText source, string text, DiagnosticList diagnostics)
    {
        ReservedDirectives.Report(text, diagnostics);
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
        YamlTokens? tokens = null;
        try
        {
            tokens = new YamlTokens(text);
            new YamlGrammar(tokens, writer).ReadStream();
        }
        catch (YamlException found)
        {
            failure = new SyntaxFailure(
                found.Message, Offset(found.Start), Offset(found.End), builder.Path, builder.FlowStart);
        }
        catch (Exception found) when (found is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            // Some malformed input is found out by an inner check of the scanner alone, which knows no place.
            int place = builder.FlowStart ?? tokens?.Reached ?? 0;
            failure = new SyntaxFailure(
                builder.FlowStart is null ? "cannot be read" : UnclosedBracket, place, place, builder.Path, builder.FlowStart);
        }

        reached = tokens?.Reached ?? 0;
        if (builder.Depth > 0)
        {
            builder.Abandon();
        }

        return failure;
    }

    private int Offset(Mark mark) => (int)Math.Min(mark.Index, text.Length);
}
