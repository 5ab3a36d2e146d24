using AuditGraph.Core.Configuration.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace AuditGraph.Core.Configuration.Syntax;

/// <summary>
/// Understands the tokens of a YAML text by the grammar of YAML 1.2, one method a production. Each returns false where
/// nothing more is to be read, which the writer has reported; the writer bounds the nesting, and with it the recursion.
/// </summary>
/// <param name="tokens">The tokens.</param>
/// <param name="writer">Takes what they mean.</param>
internal sealed class YamlGrammar(YamlTokens tokens, YamlNodeWriter writer)
{
    private const string NoNode = "did not find expected node content";
    private const string NoKey = "did not find expected key";
    private const string NoDash = "did not find expected '-' indicator";
    private const string NoDocument = "Did not find expected <document start>";
    private const string OpenList = "flow sequence, did not find expected ',' or ']'";
    private const string OpenMapping = "flow mapping, did not find expected ',' or '}'";

    /// <summary>Reads everything: <c>stream ::= (directive* '---'? node '...'?)*</c>.</summary>
    /// <exception cref="YamlException">It is not well-formed.</exception>
    public void ReadStream()
    {
        tokens.Skip();
        bool isAfterEnd = true;
        bool isGoingOn = true;
        while (isGoingOn)
        {
            while (tokens.Current is DocumentEnd)
            {
                tokens.Skip();
                isAfterEnd = true;
            }

            if (tokens.Current is StreamEnd)
            {
                return;
            }

            if (!isAfterEnd && tokens.Current is not DocumentStart)
            {
                throw tokens.Unexpected(NoDocument);
            }

            isGoingOn = writer.BeginDocument(tokens.Start) && ReadDocument();
            isAfterEnd = false;
        }
    }

    private bool ReadDocument()
    {
        bool isDirected = ReadDirectives();
        if (tokens.Current is DocumentStart)
        {
            int end = tokens.End;
            tokens.Skip();
            if (tokens.Current is DocumentStart or DocumentEnd or StreamEnd or VersionDirective or TagDirective)
            {
                writer.AddEmpty(end, NodeProperties.None);
                return true;
            }
        }
        else if (isDirected)
        {
            throw tokens.Unexpected(NoDocument);
        }

        return ReadNode(isBlock: true, mayBeIndentless: false);
    }

    private bool ReadDirectives()
    {
        bool isDirected = false;
        while (true)
        {
            switch (tokens.Current)
            {
                case VersionDirective version:
                    writer.TakeVersion(version, tokens.Start);
                    break;
                case TagDirective tag:
                    writer.TakeTagHandle(tag);
                    break;
                default:
                    return isDirected;
            }

            tokens.Skip();
            isDirected = true;
        }
    }

    // node ::= alias | properties? (scalar | sequence | mapping)?
    private bool ReadNode(bool isBlock, bool mayBeIndentless)
    {
        if (tokens.Current is AnchorAlias alias)
        {
            writer.AddAlias(alias.Value.Value, new SourceSpan(tokens.Start, tokens.End));
            tokens.Skip();
            return true;
        }

        NodeProperties properties = ReadProperties();
        switch (tokens.Current)
        {
            case Scalar scalar:
                // What follows is looked at first: a token that cannot be there may say that this one is not what it seems.
                int start = tokens.Start;
                int end = tokens.End;
                tokens.Skip();
                writer.AddScalar(scalar, start, end, properties);
                return true;
            case FlowSequenceStart:
                return ReadFlowSequence(properties);
            case FlowMappingStart:
                return ReadFlowMapping(properties);
            case BlockEntry when mayBeIndentless:
                return ReadBlockSequence(properties, isIndentless: true);
            case BlockSequenceStart when isBlock:
                return ReadBlockSequence(properties, isIndentless: false);
            case BlockMappingStart when isBlock:
                return ReadBlockMapping(properties);
            case var _ when !properties.IsNone:
                writer.AddEmpty(properties.End, properties);
                return true;
            default:
                throw tokens.Unexpected(NoNode);
        }
    }

    // properties ::= anchor tag? | tag anchor?
    private NodeProperties ReadProperties()
    {
        NodeProperties properties = NodeProperties.None;
        while (true)
        {
            switch (tokens.Current)
            {
                case Anchor anchor when properties.Anchor is null:
                    properties = properties with { Anchor = anchor.Value.Value, End = tokens.End };
                    break;
                case Tag tag when properties.Tag is null:
                    properties = properties with { Tag = tag, End = tokens.End };
                    break;
                case Anchor or Tag or AnchorAlias:
                    throw tokens.Unexpected(NoNode);
                default:
                    return properties;
            }

            tokens.Skip();
        }
    }

    // block_sequence ::= (BLOCK-ENTRY block_node?)*, which stands within its own indentation or within that of its key
    private bool ReadBlockSequence(NodeProperties properties, bool isIndentless)
    {
        if (!writer.BeginBlock(isMapping: false, tokens.Start, properties))
        {
            return false;
        }

        if (!isIndentless)
        {
            tokens.Skip();
        }

        while (tokens.Current is BlockEntry)
        {
            int end = tokens.End;
            tokens.Skip();
            if ((tokens.Current is BlockEntry or BlockEnd) || (isIndentless && (tokens.Current is Key or Value)))
            {
                writer.AddEmpty(end, NodeProperties.None);
            }
            else if (!ReadNode(isBlock: true, mayBeIndentless: false))
            {
                return false;
            }
        }

        if (!isIndentless)
        {
            SkipBlockEnd(NoDash);
        }

        writer.End(null);
        return true;
    }

    // block_mapping ::= ((KEY node?)? (VALUE node?)?)* BLOCK-END
    private bool ReadBlockMapping(NodeProperties properties)
    {
        if (!writer.BeginBlock(isMapping: true, tokens.Start, properties))
        {
            return false;
        }

        tokens.Skip();
        while (tokens.Current is Key or Value)
        {
            if (!ReadBlockPart(tokens.Current is Key) || !ReadBlockPart(tokens.Current is Value))
            {
                return false;
            }
        }

        SkipBlockEnd(NoKey);
        writer.End(null);
        return true;
    }

    // What follows the sign of a key or of its value, which is nothing where the sign is not there.
    private bool ReadBlockPart(bool hasSign)
    {
        int place = tokens.Start;
        if (hasSign)
        {
            place = tokens.End;
            tokens.Skip();
            if (tokens.Current is not (Key or Value or BlockEnd))
            {
                return ReadNode(isBlock: true, mayBeIndentless: true);
            }
        }

        writer.AddEmpty(place, NodeProperties.None);
        return true;
    }

    // flow_sequence ::= '[' (flow_entry ',')* flow_entry? ']'
    private bool ReadFlowSequence(NodeProperties properties)
    {
        if (!writer.BeginFlow(isMapping: false, tokens.Start, properties))
        {
            return false;
        }

        tokens.Skip();
        while (tokens.Current is not FlowSequenceEnd)
        {
            bool isRead = tokens.Current is Key or Value ? ReadPair() : ReadNode(isBlock: false, mayBeIndentless: false);
            if (!isRead)
            {
                return false;
            }

            SkipComma(OpenList, tokens.Current is FlowSequenceEnd);
        }

        writer.End(tokens.Start + 1);
        tokens.Skip();
        return true;
    }

    // A single pair in a list, which is a mapping without its braces.
    private bool ReadPair()
    {
        if (!writer.BeginFlow(isMapping: true, tokens.Start, NodeProperties.None) || !ReadFlowEntry())
        {
            return false;
        }

        writer.End(null);
        return true;
    }

    // flow_mapping ::= '{' (flow_entry ',')* flow_entry? '}'
    private bool ReadFlowMapping(NodeProperties properties)
    {
        if (!writer.BeginFlow(isMapping: true, tokens.Start, properties))
        {
            return false;
        }

        tokens.Skip();
        while (tokens.Current is not FlowMappingEnd)
        {
            if (!ReadFlowEntry())
            {
                return false;
            }

            SkipComma(OpenMapping, tokens.Current is FlowMappingEnd);
        }

        writer.End(tokens.Start + 1);
        tokens.Skip();
        return true;
    }

    // flow_entry ::= KEY? flow_node? (VALUE flow_node?)?
    private bool ReadFlowEntry()
    {
        if (tokens.Current is Key)
        {
            tokens.Skip();
        }

        if (!ReadFlowPart())
        {
            return false;
        }

        if (tokens.Current is Value)
        {
            tokens.Skip();
            return ReadFlowPart();
        }

        writer.AddEmpty(tokens.Start, NodeProperties.None);
        return true;
    }

    private bool ReadFlowPart()
    {
        if (tokens.Current is not (Value or FlowEntry or FlowSequenceEnd or FlowMappingEnd))
        {
            return ReadNode(isBlock: false, mayBeIndentless: false);
        }

        writer.AddEmpty(tokens.Start, NodeProperties.None);
        return true;
    }

    private void SkipComma(string complaint, bool isLast)
    {
        if (tokens.Current is FlowEntry)
        {
            tokens.Skip();
        }
        else if (!isLast)
        {
            throw tokens.Unexpected(complaint);
        }
    }

    private void SkipBlockEnd(string complaint)
    {
        if (tokens.Current is not BlockEnd)
        {
            throw tokens.Unexpected(complaint);
        }

        tokens.Skip();
    }
}
