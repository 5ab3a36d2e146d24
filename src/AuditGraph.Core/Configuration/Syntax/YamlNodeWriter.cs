using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Errors;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace AuditGraph.Core.Configuration.Syntax;

/// <summary>Makes syntax nodes of what stands in a YAML text, and reports what YAML allows and a configuration does not.</summary>
/// <param name="text">Its characters, of which some may have been replaced one for one to make them readable.</param>
/// <param name="diagnostics">Takes the findings.</param>
/// <param name="builder">Takes the nodes.</param>
internal sealed class YamlNodeWriter(string text, DiagnosticList diagnostics, SyntaxTreeBuilder builder)
{
    private const string StandardTag = "tag:yaml.org,2002:";

    private VersionDirective? version;
    private Dictionary<string, string>? tagHandles;

    /// <summary>Begins a document.</summary>
    /// <param name="start">Its first character, or its <c>---</c>.</param>
    /// <returns>False where it is the second one; that is reported, and it is not read.</returns>
    public bool BeginDocument(int start)
    {
        if (builder.Root is null)
        {
            return true;
        }

        int length = text.AsSpan(start).StartsWith("---") ? 3 : Math.Min(1, text.Length - start);
        diagnostics.Add(
            ConfigurationErrors.SeveralDocuments, new SourceSpan(start, start + length), DocumentPath.Root,
            "a second YAML document begins here and would be ignored; expected one document");
        return false;
    }

    /// <summary>Takes a <c>%YAML</c> directive.</summary>
    /// <exception cref="YamlException">It is the second one, or asks for another YAML than 1.</exception>
    public void TakeVersion(VersionDirective directive, int start)
    {
        if (version is not null || directive.Version.Major != 1)
        {
            throw new YamlException(directive.Start, directive.End, "directive");
        }

        version = directive;
        if (directive.Version.Minor != 2)
        {
            int length = text.AsSpan(start).IndexOfAny('\r', '\n');
            int end = length < 0 ? text.Length : start + length;
            diagnostics.Add(
                ConfigurationErrors.DirectiveIgnored, new SourceSpan(start, end), DocumentPath.Root,
                $"the directive asks for YAML {directive.Version.Major}.{directive.Version.Minor}; the file is read as YAML 1.2");
        }
    }

    /// <summary>Takes a <c>%TAG</c> directive.</summary>
    /// <exception cref="YamlException">It is the second one for its handle.</exception>
    public void TakeTagHandle(TagDirective directive)
    {
        tagHandles ??= new Dictionary<string, string>(StringComparer.Ordinal);
        if (!tagHandles.TryAdd(directive.Handle, directive.Prefix))
        {
            throw new YamlException(directive.Start, directive.End, "directive");
        }
    }

    /// <summary>Opens a mapping or list in block style, which begins with its first key or dash.</summary>
    /// <returns>False where the nesting is too deep.</returns>
    public bool BeginBlock(bool isMapping, int start, in NodeProperties properties)
    {
        bool isBroken = RefuseTag(isMapping, properties.Tag);
        RefuseTabBefore(start);
        return builder.Begin(isMapping, start, properties.Anchor, isBroken);
    }

    /// <summary>Opens a mapping or list in flow style, which begins with its bracket.</summary>
    /// <returns>False where the nesting is too deep.</returns>
    public bool BeginFlow(bool isMapping, int start, in NodeProperties properties) =>
        builder.Begin(isMapping, start, properties.Anchor, RefuseTag(isMapping, properties.Tag));

    /// <summary>Closes the innermost mapping or list.</summary>
    /// <param name="end">The offset after its closing bracket, or null where it has none.</param>
    public void End(int? end)
    {
        if (end is { } close && builder.FlowStart is { } open)
        {
            RefuseTabbedLines(open, close);
        }

        builder.End(end);
    }

    /// <summary>Adds the value that an alias stands for.</summary>
    public void AddAlias(string name, SourceSpan span) => builder.AddAlias(name, span);

    /// <summary>Adds a value that is left out.</summary>
    /// <param name="place">Where it would stand.</param>
    /// <param name="properties">What stands before it.</param>
    public void AddEmpty(int place, in NodeProperties properties) =>
        Add(new SourceSpan(place, place), "", isPlain: true, properties);

    /// <summary>Adds a single value.</summary>
    public void AddScalar(Scalar scalar, int start, int end, in NodeProperties properties)
    {
        if (scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded)
        {
            while (end > start && (text[end - 1] is '\r' or '\n' or ' '))
            {
                end--;
            }
        }
        else if (builder.FlowStart is null)
        {
            RefuseTabbedLines(start, end);
        }

        Add(new SourceSpan(start, end), scalar.Value, scalar.Style == ScalarStyle.Plain, properties);
    }

    private void Add(SourceSpan span, string value, bool isPlain, in NodeProperties properties)
    {
        if (properties.Tag is not { } tag)
        {
            ScalarKind kind = isPlain ? CoreSchema.Resolve(value) : ScalarKind.Text;
            builder.Add(new ScalarNode(span, value, kind, isPlain), properties.Anchor);
        }
        else if (KindByTag(NameOf(tag), value) is { } kind)
        {
            builder.Add(new ScalarNode(span, value, kind, isPlain: false), properties.Anchor);
        }
        else
        {
            Report(tag);
            builder.Add(new BrokenNode(span), properties.Anchor);
        }
    }

    private static ScalarKind? KindByTag(string tag, string value)
    {
        ScalarKind? named = tag switch
        {
            "!" or StandardTag + "str" => ScalarKind.Text,
            StandardTag + "null" => ScalarKind.Null,
            StandardTag + "bool" => ScalarKind.Boolean,
            StandardTag + "int" => ScalarKind.Integer,
            StandardTag + "float" => ScalarKind.Float,
            _ => null,
        };
        return named == ScalarKind.Text || (named is not null && named == CoreSchema.Resolve(value)) ? named : null;
    }

    private bool RefuseTag(bool isMapping, Tag? tag)
    {
        bool isBroken = tag is not null && NameOf(tag) is not "!" and var name
            && name != StandardTag + (isMapping ? "map" : "seq");
        if (isBroken)
        {
            Report(tag!);
        }

        return isBroken;
    }

    private string NameOf(Tag tag)
    {
        if (tag.Handle.Length == 0)
        {
            return tag.Suffix;
        }

        string? prefix = tagHandles?.GetValueOrDefault(tag.Handle) ?? tag.Handle switch
        {
            "!" => "!",
            "!!" => StandardTag,
            _ => null,
        };
        return prefix is null
            ? throw new YamlException(tag.Start, tag.End, "found undefined tag handle")
            : prefix + tag.Suffix;
    }

    private void Report(Tag tag)
    {
        int start = (int)Math.Min(tag.Start.Index, text.Length);
        int length = text.AsSpan(start).IndexOfAny(' ', '\r', '\n');
        var span = new SourceSpan(start, length < 0 ? text.Length : start + length);
        diagnostics.Add(
            ConfigurationErrors.TagUnsupported, span, builder.Path,
            $"the tag {OffendingText.Quote(text[span.Start..span.End])} changes the type of the value, which is not allowed here; remove it, and quote the value if it is text");
    }

    // What goes on over several lines is indented by spaces, deeper than the block it is in; the scanner lets tabs pass.
    private void RefuseTabbedLines(int start, int end)
    {
        int newline = text.IndexOf('\n', start, end - start);
        if (newline < 0 || builder.BlockColumn is not { } column)
        {
            return;
        }

        for (; newline >= 0; newline = text.IndexOf('\n', newline + 1, end - newline - 1))
        {
            ReadOnlySpan<char> line = text.AsSpan(newline + 1, end - newline - 1);
            int tab = line.IndexOfAnyExcept(' ');
            if (tab >= 0 && tab <= column && line[tab] == '\t' && line.TrimStart(" \t") is [not ('\r' or '\n' or '#'), ..])
            {
                int place = newline + 1 + tab;
                diagnostics.Add(
                    ConfigurationErrors.TabIndentation, new SourceSpan(place, place + 1), builder.Path,
                    "a tab at the beginning of a line that goes on is indentation; YAML allows spaces alone");
            }
        }
    }

    // Between a '-' and a list or mapping on its line, white space is indentation, which the scanner does not check.
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
}
