using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Configuration.Syntax;

/// <summary>
/// Builds the syntax tree from a reader's events without recursion, and reports what is wrong with keys, anchors
/// and nesting whatever the format is.
/// </summary>
/// <param name="source">The file.</param>
/// <param name="diagnostics">Takes the findings.</param>
internal sealed class SyntaxTreeBuilder(SourceText source, DiagnosticList diagnostics)
{
    /// <summary>The deepest nesting that is read.</summary>
    public const int DeepestNesting = 64;

    // document, jobs, job, action, args, list of an argument
    private const int DeepestMeaning = 6;
    private const long LeastExpansion = 100_000;

    // Those that are open, up to the depth, and behind them those that were, to be used again.
    private readonly SyntaxFrame?[] frames = new SyntaxFrame?[DeepestNesting];
    private readonly Dictionary<string, SyntaxNode?> anchors = new(StringComparer.Ordinal);
    private readonly long largestExpansion = Math.Max(LeastExpansion, 2L * source.Text.Length);
    private long expansion;

    /// <summary>The whole document, or null while there is none.</summary>
    public SyntaxNode? Root { get; private set; }

    /// <summary>How many mappings and lists are open.</summary>
    public int Depth { get; private set; }

    /// <summary>Whether everything of the file is read, so that a key that is missing is missing indeed.</summary>
    public bool IsComplete { get; set; } = true;

    /// <summary>Where the outermost open flow collection begins; null outside of one.</summary>
    public int? FlowStart
    {
        get
        {
            for (int depth = 0; depth < Depth; depth++)
            {
                SyntaxFrame frame = frames[depth]!;
                if (frame.Start < source.Text.Length && (source.Text[frame.Start] is '[' or '{'))
                {
                    return frame.Start;
                }
            }

            return null;
        }
    }

    /// <summary>The column, from 0, of the innermost open collection in block style; null outside of one.</summary>
    public int? BlockColumn
    {
        get
        {
            for (int depth = Depth - 1; depth >= 0; depth--)
            {
                int start = frames[depth]!.Start;
                if (start < source.Text.Length && (source.Text[start] is not ('[' or '{')))
                {
                    return source.PositionOf(start).Column - 1;
                }
            }

            return null;
        }
    }

    /// <summary>The place in the document where the next value goes.</summary>
    public DocumentPath Path
    {
        get
        {
            DocumentPath path = DocumentPath.Root;
            for (int depth = 0; depth < Depth; depth++)
            {
                SyntaxFrame frame = frames[depth]!;
                bool isJob = depth == 1 && frames[0]!.Key is { Text: JobKeys.Jobs };
                if (!frame.IsMapping)
                {
                    path = path.Item(frame.Items.Count);
                    path = isJob && Depth > 2 ? path.Within(frames[2]!.ValueOf(JobKeys.Name)?.Text) : path;
                }
                else if (frame.Key is not null)
                {
                    path = path.Member(frame.Key.Text);
                    path = isJob ? path.Within(frame.Key.Text) : path;
                }
            }

            return path;
        }
    }

    /// <summary>Opens a mapping or a list.</summary>
    /// <param name="isMapping">Whether it is a mapping.</param>
    /// <param name="start">The offset of its first character.</param>
    /// <param name="anchor">The anchor that marks it, or null.</param>
    /// <param name="isBroken">Whether a diagnostic already refuses it, so that nothing is said of what is in it.</param>
    /// <returns>False where the nesting is too deep; that is reported, and reading must stop.</returns>
    public bool Begin(bool isMapping, int start, string? anchor, bool isBroken = false)
    {
        if (Depth == DeepestNesting)
        {
            diagnostics.Add(
                ConfigurationErrors.NestingTooDeep, new SourceSpan(start, Math.Min(start + 1, source.Text.Length)), Path,
                $"values are nested deeper than {DeepestNesting} levels; nothing after this place was read");
            return false;
        }

        (frames[Depth++] ??= new SyntaxFrame()).Begin(isMapping, start, anchor, isBroken);
        if (anchor is not null)
        {
            anchors[anchor] = null;
        }

        return true;
    }

    /// <summary>Closes the innermost mapping or list.</summary>
    /// <param name="end">The offset after its closing bracket, or null for a block, which ends with its last value.</param>
    public void End(int? end)
    {
        SyntaxFrame frame = frames[--Depth]!;
        var span = new SourceSpan(frame.Start, Math.Max(frame.Start, end ?? frame.End));
        Add(Close(frame, span), frame.Anchor);
    }

    /// <summary>Adds a value, or a key where one is due.</summary>
    public void Add(SyntaxNode node, string? anchor = null)
    {
        if (anchor is not null)
        {
            anchors[anchor] = node;
        }

        if (Depth == 0)
        {
            Root = node;
            return;
        }

        SyntaxFrame frame = frames[Depth - 1]!;
        frame.Weight = Math.Min(frame.Weight + node.Weight, long.MaxValue / 2);
        frame.End = Math.Max(frame.End, node.Span.End);
        if (!frame.IsMapping)
        {
            frame.Items.Add(node);
        }
        else if (frame.Key is null)
        {
            AddKey(frame, node);
        }
        else
        {
            frame.Entries.Add(new MappingEntry(frame.Key, node, frame.IsKeyRefused, frame.IsKeyRepeated));
            frame.Key = null;
        }
    }

    /// <summary>Adds the value that an alias stands for.</summary>
    public void AddAlias(string name, SourceSpan span)
    {
        if (!anchors.TryGetValue(name, out SyntaxNode? target))
        {
            string? nearest = NearestName.Find(name, anchors.Keys);
            diagnostics.Add(
                ConfigurationErrors.AliasUnknown, span, Path,
                $"the alias '*{OffendingText.Show(name)}' names no anchor defined before it; quote the value if it is text",
                nearest is null ? null : $"did you mean '*{OffendingText.Show(nearest)}'?");
        }
        else if (target is null)
        {
            diagnostics.Add(
                ConfigurationErrors.AliasRecursive, span, Path,
                $"the alias '*{OffendingText.Show(name)}' stands within the value that '&{OffendingText.Show(name)}' marks, so the value would contain itself");
        }
        else if ((expansion += target.Weight) > largestExpansion)
        {
            diagnostics.Add(
                ConfigurationErrors.AliasExpansion, span, Path,
                $"with the alias '*{OffendingText.Show(name)}' the file expands to more than {largestExpansion} values");
            target = null;
        }

        SyntaxNode node = target ?? new BrokenNode(span);
        SyntaxFrame? frame = Depth > 0 ? frames[Depth - 1] : null;
        int end = frame?.End ?? 0;
        Add(node);
        if (frame is not null)
        {
            frame.End = Math.Max(end, span.End);
        }
    }

    /// <summary>Closes everything that is open where the file turned out not to be well-formed.</summary>
    public void Abandon()
    {
        IsComplete = false;
        while (Depth > 0)
        {
            if (frames[Depth - 1] is { IsMapping: true, Key: { } key })
            {
                Add(new BrokenNode(new SourceSpan(key.Span.End, key.Span.End)));
            }

            End(null);
        }
    }

    private SyntaxNode Close(SyntaxFrame frame, SourceSpan span)
    {
        if (frame.IsBroken || (!IsComplete && Depth >= DeepestMeaning))
        {
            return new BrokenNode(span);
        }

        return frame.IsMapping
            ? new MappingNode(span, [.. frame.Entries], frame.Weight, IsComplete && !frame.HasMerge)
            : new SequenceNode(span, [.. frame.Items], frame.Weight);
    }

    private void AddKey(SyntaxFrame frame, SyntaxNode node)
    {
        frame.IsKeyRefused = true;
        frame.IsKeyRepeated = false;
        if (node is not ScalarNode { } key || (key.Type == ScalarKind.Null && key.Span.Length == 0))
        {
            frame.Key = new ScalarNode(node.Span, "?", ScalarKind.Text, isPlain: false);
            if (node is not BrokenNode)
            {
                diagnostics.Add(
                    ConfigurationErrors.KeyNotText, node.Span, Path, $"a key is {node.Kind}; expected a text");
            }

            return;
        }

        frame.Key = key;
        if (key is { Text: "<<", IsPlain: true })
        {
            frame.HasMerge = true;
            diagnostics.Add(
                ConfigurationErrors.MergeKey, key.Span, Path,
                "the merge key '<<' is not part of YAML 1.2; write the keys out, or put shared values under 'defaults'");
            return;
        }

        ScalarNode? earlier = frame.FindKey(key.Text);
        frame.IsKeyRefused = frame.IsKeyRepeated = earlier is not null;
        if (earlier is null || diagnostics.IsClosed)
        {
            return;
        }

        int line = source.PositionOf(earlier.Span.Start).Line;
        if (earlier.Text == key.Text)
        {
            diagnostics.Add(
                ConfigurationErrors.KeyDuplicate, key.Span, Path,
                $"the key {OffendingText.Quote(key.Text)} is already in this mapping, on line {line}; keep one of the two");
        }
        else
        {
            diagnostics.Add(
                ConfigurationErrors.KeyCaseDuplicate, key.Span, Path,
                $"the key {OffendingText.Quote(key.Text)} differs only in case from {OffendingText.Quote(earlier.Text)} on line {line}; keep or rename one of the two");
        }
    }
}
