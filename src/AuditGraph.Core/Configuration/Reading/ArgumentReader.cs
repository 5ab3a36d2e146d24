using System.Globalization;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Syntax;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Configuration.Reading;

/// <summary>Reads a job's <c>args</c> by what the action says of its parameters.</summary>
/// <param name="values">Reads single values.</param>
/// <param name="describeRun">Says why a run cannot be compared with, or null where it can; null where nobody asks.</param>
internal sealed class ArgumentReader(ValueReader values, Func<string, string?>? describeRun)
{
    private readonly ArgumentValueReader arguments = new(values, describeRun);

    private ValueList<ActionParameter>? latest;
    private string[] namesOfLatest = [];

    /// <summary>Reads the arguments: the given ones, and the defaults of the others.</summary>
    /// <param name="action">The action.</param>
    /// <param name="given">The mapping under <c>args</c>; null where there is none.</param>
    /// <param name="typeNode">The action's type, which a missing argument is reported at.</param>
    /// <param name="path">The place of <c>args</c>.</param>
    /// <param name="namedJobs">Takes the names of other jobs among the arguments.</param>
    public ValueMap<object?> Read(
        ActionDescriptor action, MappingNode? given, ScalarNode typeNode, DocumentPath path, List<TextItem> namedJobs)
    {
        if (given is not null)
        {
            values.RefuseUnknown(
                given, path, NamesOf(action.Parameters), ConfigurationErrors.ArgumentUnknown, $"a parameter of {action.Type}",
                key => PlaceBelow(action, key));
        }

        var read = new KeyValuePair<string, object?>[action.Parameters.Count];
        for (int index = 0; index < read.Length; index++)
        {
            ActionParameter parameter = action.Parameters[index];
            MappingEntry? entry = given?.Find(parameter.Name);
            if (entry is null && parameter.Required && given?.IsComplete != false)
            {
                values.Diagnostics.Add(
                    ConfigurationErrors.ArgumentMissing, typeNode.Span, path,
                    $"{action.Type} needs the argument '{parameter.Name}'; expected it under 'args'");
            }

            read[index] = new KeyValuePair<string, object?>(
                parameter.Name, ReadValue(parameter, entry, path, namedJobs));
        }

        if (given is not null)
        {
            ArgumentRelations.Report(action, given, path, values.Diagnostics);
        }

        return new ValueMap<object?>(read);
    }

    /// <summary>Where a key belongs that is one of an action's, or of the mappings that one of its parameters takes; null where it is neither.</summary>
    public static string? PlaceOf(ActionDescriptor action, string key)
    {
        foreach (ActionParameter parameter in action.Parameters)
        {
            if (parameter.Name == key)
            {
                return $"'{key}' belongs under 'action.args'";
            }
        }

        return PlaceBelow(action, key);
    }

    private static string? PlaceBelow(ActionDescriptor action, string key)
    {
        foreach (ActionParameter parameter in action.Parameters)
        {
            foreach (ActionParameter member in parameter.Members)
            {
                if (member.Name == key)
                {
                    return parameter.Kind == ActionParameterKind.Mapping
                        ? $"'{key}' belongs under 'action.args.{parameter.Name}'"
                        : $"'{key}' belongs to an item of 'action.args.{parameter.Name}'";
                }
            }
        }

        return null;
    }

    // Most jobs of a file have the action of the one before them.
    private string[] NamesOf(ValueList<ActionParameter> parameters)
    {
        if (ReferenceEquals(parameters, latest))
        {
            return namesOfLatest;
        }

        latest = parameters;
        namesOfLatest = new string[parameters.Count];
        for (int index = 0; index < namesOfLatest.Length; index++)
        {
            namesOfLatest[index] = parameters[index].Name;
        }

        return namesOfLatest;
    }

    private object? ReadValue(
        ActionParameter parameter, MappingEntry? entry, DocumentPath path, List<TextItem> namedJobs)
    {
        if (entry is null)
        {
            return parameter.Default;
        }

        DocumentPath place = path.Member(parameter.Name);
        if (parameter.Required && entry.Value is ScalarNode { Type: ScalarKind.Null } or SequenceNode { Items.Length: 0 }
            && parameter.Kind is ActionParameterKind.GlobList or ActionParameterKind.TextList
                or ActionParameterKind.Mappings or ActionParameterKind.Command)
        {
            values.Diagnostics.Add(
                ConfigurationErrors.ArgumentValueInvalid, entry.Value.Span.Length == 0 ? entry.Key.Span : entry.Value.Span, place,
                $"'{parameter.Name}' is empty; expected at least one item");
            return null;
        }

        if (parameter.Kind == ActionParameterKind.Mappings)
        {
            return ReadMappings(parameter, entry, place, namedJobs) ?? parameter.Default;
        }

        if (parameter.Kind == ActionParameterKind.Mapping)
        {
            return ReadOneMapping(parameter, entry, place, namedJobs) ?? parameter.Default;
        }

        object? value = arguments.Read(parameter, entry, place);
        if (parameter.Kind == ActionParameterKind.Job && value is not null)
        {
            namedJobs.Add(new TextItem((ScalarNode)entry.Value, place));
        }

        return value ?? parameter.Default;
    }

    private ValueList<ValueMap<object?>>? ReadMappings(
        ActionParameter parameter, MappingEntry entry, DocumentPath path, List<TextItem> namedJobs)
    {
        if (entry.Value is ScalarNode { Type: ScalarKind.Null })
        {
            return [];
        }

        string expected = ExpectedOf(parameter);
        if (entry.Value is not SequenceNode list)
        {
            values.ReportKind(ConfigurationErrors.ArgumentKindWrong, entry, entry.Value, path, $"a list, each item {expected}");
            return null;
        }

        var mappings = new List<ValueMap<object?>>(list.Items.Length);
        var names = new HashSet<(string Member, string Name)>();
        for (int index = 0; index < list.Items.Length; index++)
        {
            if (list.Items[index] is MappingNode mapping)
            {
                mappings.Add(ReadMapping(parameter, mapping, path.Item(index), names, namedJobs));
            }
            else
            {
                values.ReportKind(ConfigurationErrors.ArgumentKindWrong, entry, list.Items[index], path.Item(index), expected);
            }
        }

        return mappings.ToValueList();
    }

    private ValueMap<object?>? ReadOneMapping(
        ActionParameter parameter, MappingEntry entry, DocumentPath path, List<TextItem> namedJobs)
    {
        if (entry.Value is MappingNode mapping)
        {
            ValueMap<object?> read = ReadMapping(parameter, mapping, path, [], namedJobs);
            return parameter.MembersAreDisjoint
                ? DisjointMembers.Of(parameter, mapping, read, path, values.Diagnostics)
                : read;
        }

        if (entry.Value is not ScalarNode { Type: ScalarKind.Null })
        {
            values.ReportKind(ConfigurationErrors.ArgumentKindWrong, entry, entry.Value, path, ExpectedOf(parameter));
        }

        return null;
    }

    private string ExpectedOf(ActionParameter parameter) =>
        $"a mapping with the keys {string.Join(", ", NamesOf(parameter.Members))}";

    private static string Named(ActionParameter parameter) =>
        parameter.Kind == ActionParameterKind.Mapping ? $"'{parameter.Name}'" : $"an item of '{parameter.Name}'";

    private ValueMap<object?> ReadMapping(
        ActionParameter parameter,
        MappingNode mapping,
        DocumentPath path,
        HashSet<(string Member, string Name)> names,
        List<TextItem> namedJobs)
    {
        values.RefuseUnknown(
            mapping, path, NamesOf(parameter.Members), ConfigurationErrors.ArgumentUnknown, $"a key of {Named(parameter)}");
        var read = new List<KeyValuePair<string, object?>>();
        foreach (ActionParameter member in parameter.Members)
        {
            MappingEntry? entry = mapping.Find(member.Name);
            if (entry is null && member.Required)
            {
                ReportMissing(parameter, mapping, path, $"'{member.Name}'");
            }

            object? value = ReadValue(member, entry, path, namedJobs);
            if (value is not null)
            {
                read.Add(new KeyValuePair<string, object?>(member.Name, value));
            }

            if (member.Kind is ActionParameterKind.Name or ActionParameterKind.Job
                && value is string name
                && !names.Add((member.Name, name)))
            {
                values.Diagnostics.Add(
                    ConfigurationErrors.ArgumentValueInvalid, entry!.Value.Span, path.Member(member.Name),
                    $"{OffendingText.Quote(name)} is already the '{member.Name}' of another item of '{parameter.Name}'; expected one that none has");
            }

            if (member.IsDistinct && value is not null)
            {
                RefuseAlike(parameter, member, entry!.Value, path.Member(member.Name), names);
            }
        }

        if (parameter.RequiresAnyOf.Count > 0 && !parameter.RequiresAnyOf.Any(name => mapping.Find(name) is not null))
        {
            ReportMissing(parameter, mapping, path, $"any of {string.Join(", ", parameter.RequiresAnyOf)}");
        }

        var members = new ValueMap<object?>(read);
        foreach (ActionParameter member in parameter.Members)
        {
            if (member.NotAbove is { } bound
                && members.GetValueOrDefault(member.Name) is long value && members.GetValueOrDefault(bound) is long most && value > most)
            {
                values.Diagnostics.Add(
                    ConfigurationErrors.ArgumentValueInvalid, (mapping.Find(member.Name) ?? mapping.Find(bound))!.Value.Span, path.Member(member.Name),
                    string.Create(CultureInfo.InvariantCulture, $"'{member.Name}' is {value}, and '{bound}' {most}: nothing is both; expected no more than that"));
            }
        }

        return members;
    }

    private void RefuseAlike(
        ActionParameter parameter,
        ActionParameter member,
        SyntaxNode given,
        DocumentPath path,
        HashSet<(string Member, string Name)> patterns)
    {
        SyntaxNode[] items = given is SequenceNode list ? list.Items : [given];
        for (int index = 0; index < items.Length; index++)
        {
            if (items[index] is not ScalarNode { Type: ScalarKind.Text } node)
            {
                continue;
            }

            string? fault = node.Text.StartsWith('!')
                    ? "takes back what no other pattern takes, since each stands for itself; expected one without '!'"
                : !patterns.Add((member.Name, node.Text))
                    ? $"is already the '{member.Name}' of an item of '{parameter.Name}'; expected one that none has"
                : null;
            if (fault is not null)
            {
                values.Diagnostics.Add(
                    ConfigurationErrors.ArgumentValueInvalid,
                    node.Span,
                    given is SequenceNode ? path.Item(index) : path,
                    $"the pattern {OffendingText.Quote(node.Text)} {fault}");
            }
        }
    }

    private void ReportMissing(ActionParameter parameter, MappingNode mapping, DocumentPath path, string what)
    {
        if (mapping.IsComplete && !values.Diagnostics.IsClosed)
        {
            values.Diagnostics.Add(
                ConfigurationErrors.ArgumentMissing, mapping.Entries.Length > 0 ? mapping.Entries[0].Key.Span : mapping.Span, path,
                parameter.Kind == ActionParameterKind.Mapping
                    ? $"'{parameter.Name}' lacks {what}" : $"the item of '{parameter.Name}' lacks {what}");
        }
    }
}
