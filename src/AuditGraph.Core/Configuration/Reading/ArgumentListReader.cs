using AuditGraph.Core.Actions.Parameters;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Syntax;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Configuration.Reading;

/// <summary>Reads arguments that are lists of something that has a rule of its own.</summary>
/// <param name="values">Reads single values.</param>
internal sealed class ArgumentListReader(ValueReader values)
{
    /// <summary>Reads paths of the workspace.</summary>
    public ValueList<string>? Paths(MappingEntry entry, DocumentPath path) =>
        Items(entry, path, InnerPathRule.Expected, InnerPathRule.IsValid)
            ?.Select(static item => item.Node.Text)
            .ToValueList();

    /// <summary>Reads variables, of which no two have the same name.</summary>
    public ValueList<string>? Variables(MappingEntry entry, DocumentPath path)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var read = new List<string>();
        foreach ((ScalarNode node, DocumentPath place) in
            Items(entry, path, VariableRule.Expected, VariableRule.IsValid) ?? [])
        {
            string name = VariableRule.NameOf(node.Text);
            read.Add(node.Text);
            if (!names.Add(name))
            {
                Report(node, place, $"the variable {OffendingText.Quote(name)} is already in this list; expected each once");
            }
        }

        return read.ToValueList();
    }

    /// <summary>Reads a program and its arguments; at least one item was found to be there.</summary>
    public ValueList<string>? Command(MappingEntry entry, DocumentPath path)
    {
        List<TextItem>? items = values.Texts(
            entry, path, "a text", ConfigurationErrors.ArgumentKindWrong, TextRules.IsLines);
        if (items is not [var program, ..])
        {
            return null;
        }

        if (!CommandRule.IsValid(program.Node.Text))
        {
            Report(
                program.Node,
                program.Path,
                $"{OffendingText.Quote(program.Node.Text)} is not a program; expected {CommandRule.Expected}");
        }
        else if (entry.Value is ScalarNode && program.Node.Text.Contains(' '))
        {
            values.Diagnostics.Add(
                ConfigurationErrors.ArgumentValueInvalid,
                program.Node.Span,
                program.Path,
                $"{OffendingText.Quote(program.Node.Text)} is one text, and no shell takes it apart; expected a list of the "
                + "program and its arguments",
                "write each as an item of its own",
                values.RewriteAsItems(entry, program.Node, program.Node.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        }

        foreach ((ScalarNode node, DocumentPath place) in items.Skip(1))
        {
            if (!TextRules.IsLines(node.Text))
            {
                Report(
                    node, place,
                    $"{OffendingText.Quote(node.Text)} is no argument of a command; expected {TextRules.ExpectedLines}");
            }
        }

        return items.Select(static item => item.Node.Text).ToValueList();
    }

    /// <summary>Reads whole numbers.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="entry">The key and its value.</param>
    /// <param name="path">The place of the value.</param>
    /// <param name="readOne">Reads one; null, with a finding, where it is none.</param>
    public static ValueList<long>? Numbers(
        ActionParameter parameter,
        MappingEntry entry,
        DocumentPath path,
        Func<ActionParameter, MappingEntry, DocumentPath, long?> readOne)
    {
        switch (entry.Value)
        {
            case ScalarNode { Type: ScalarKind.Null }:
                return [];
            case SequenceNode sequence:
                return sequence.Items
                    .Select((item, index) => readOne(parameter, entry with { Value = item }, path.Item(index)))
                    .OfType<long>()
                    .ToValueList();
            default:
                return readOne(parameter, entry, path) is { } only ? [only] : null;
        }
    }

    private List<TextItem>? Items(MappingEntry entry, DocumentPath path, string expected, Func<string, bool> isValid)
    {
        List<TextItem>? items = values.Texts(entry, path, expected, ConfigurationErrors.ArgumentKindWrong, isValid);
        foreach ((ScalarNode node, DocumentPath place) in items ?? [])
        {
            if (!isValid(node.Text))
            {
                Report(node, place, $"an item of '{entry.Key.Text}' is {OffendingText.Quote(node.Text)}; expected {expected}");
            }
        }

        return items;
    }

    private void Report(ScalarNode node, DocumentPath place, string message) =>
        values.Diagnostics.Add(ConfigurationErrors.ArgumentValueInvalid, node.Span, place, message);
}
