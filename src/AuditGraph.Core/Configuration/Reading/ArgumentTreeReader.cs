using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Syntax;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Configuration.Reading;

/// <summary>Reads an argument that the action passes on as it is: a mapping of values, whatever they mean.</summary>
/// <param name="values">Reads single values.</param>
internal sealed class ArgumentTreeReader(ValueReader values)
{
    private const string Expected = "a text, a whole number, true or false, a list of one kind of these, or a mapping";

    /// <summary>Reads the mapping; null, with a finding, where it is none.</summary>
    public ValueMap<object?>? Read(MappingEntry entry, DocumentPath path)
    {
        if (entry.Value is MappingNode mapping)
        {
            return Mapping(mapping, path);
        }

        if (entry.Value is not ScalarNode { Type: ScalarKind.Null })
        {
            values.ReportKind(ConfigurationErrors.ArgumentKindWrong, entry, entry.Value, path, "a mapping");
        }

        return null;
    }

    private ValueMap<object?> Mapping(MappingNode mapping, DocumentPath path)
    {
        var read = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (MappingEntry entry in mapping.Entries)
        {
            if (!entry.IsRefused)
            {
                read[entry.Key.Text] = Value(entry, entry.Value, path.Member(entry.Key.Text));
            }
        }

        return new ValueMap<object?>(read);
    }

    private object? Value(MappingEntry entry, SyntaxNode value, DocumentPath path)
    {
        switch (value)
        {
            case MappingNode mapping:
                return Mapping(mapping, path);
            case SequenceNode sequence:
                return List(entry, sequence, path);
            case ScalarNode { Type: ScalarKind.Null } or BrokenNode:
                return null;
            case ScalarNode { Type: ScalarKind.Text } text when TextRules.IsLines(text.Text):
                values.HintAtOlderReading(text, path);
                return text.Text;
            case ScalarNode { Type: ScalarKind.Boolean } truth:
                return CoreSchema.ToBoolean(truth.Text);
            case ScalarNode { Type: ScalarKind.Integer } number when CoreSchema.TryToInteger(number.Text, out long whole):
                return whole;
            default:
                values.ReportKind(ConfigurationErrors.ArgumentKindWrong, entry, value, path, Expected);
                return null;
        }
    }

    private object? List(MappingEntry entry, SequenceNode sequence, DocumentPath path)
    {
        object?[] items = [.. sequence.Items.Select((item, index) => Value(entry, item, path.Item(index)))];
        object? list = (object?)Of<string>(items) ?? (object?)Of<long>(items) ?? Of<ValueMap<object?>>(items);
        if (list is null && !items.Contains(null))
        {
            values.ReportKind(ConfigurationErrors.ArgumentKindWrong, entry, sequence, path, Expected);
        }

        return list;
    }

    private static ValueList<T>? Of<T>(object?[] items) =>
        Array.TrueForAll(items, static item => item is T) ? items.Cast<T>().ToValueList() : null;
}
