using AuditGraph.Core.Baselines;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Syntax;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Configuration.Reading;

/// <summary>Reads a job's <c>args</c> by what the action says of its parameters.</summary>
/// <param name="values">Reads single values.</param>
/// <param name="describeRun">Says why a run cannot be compared with, or null where it can; null where nobody asks.</param>
internal sealed class ArgumentReader(ValueReader values, Func<string, string?>? describeRun)
{
    // The name that parameters have which say what to look at; in all others a pattern that matches nothing leaves nothing out.
    private const string Include = "include";

    private ActionDescriptor? latest;
    private string[] namesOfLatest = [];

    /// <summary>Reads the arguments: the given ones, and the defaults of the others.</summary>
    /// <param name="action">The action.</param>
    /// <param name="arguments">The mapping under <c>args</c>; null where there is none.</param>
    /// <param name="typeNode">The action's type, which a missing argument is reported at.</param>
    /// <param name="path">The place of <c>args</c>.</param>
    public ValueMap<object?> Read(ActionDescriptor action, MappingNode? arguments, ScalarNode typeNode, DocumentPath path)
    {
        if (arguments is not null)
        {
            values.RefuseUnknown(
                arguments, path, NamesOf(action), ConfigurationErrors.ArgumentUnknown, $"a parameter of {action.Type}");
        }

        var read = new KeyValuePair<string, object?>[action.Parameters.Count];
        for (int index = 0; index < read.Length; index++)
        {
            ActionParameter parameter = action.Parameters[index];
            MappingEntry? entry = arguments?.Find(parameter.Name);
            object? value = parameter.Default;
            if (entry is not null)
            {
                value = ReadValue(parameter, entry, path.Member(parameter.Name)) ?? value;
            }
            else if (parameter.Required && arguments?.IsComplete != false)
            {
                values.Diagnostics.Add(
                    ConfigurationErrors.ArgumentMissing, typeNode.Span, path,
                    $"{action.Type} needs the argument '{parameter.Name}'; expected it under 'args'");
            }

            read[index] = new KeyValuePair<string, object?>(parameter.Name, value);
        }

        return new ValueMap<object?>(read);
    }

    // Most jobs of a file have the action of the one before them.
    private string[] NamesOf(ActionDescriptor action)
    {
        if (ReferenceEquals(action, latest))
        {
            return namesOfLatest;
        }

        latest = action;
        namesOfLatest = new string[action.Parameters.Count];
        for (int index = 0; index < namesOfLatest.Length; index++)
        {
            namesOfLatest[index] = action.Parameters[index].Name;
        }

        return namesOfLatest;
    }

    private object? ReadValue(ActionParameter parameter, MappingEntry entry, DocumentPath path) => parameter.Kind switch
    {
        ActionParameterKind.WholeNumber =>
            values.WholeNumber(entry, path, "a whole number", ConfigurationErrors.ArgumentKindWrong),
        ActionParameterKind.Boolean => values.Boolean(entry, path, ConfigurationErrors.ArgumentKindWrong),
        ActionParameterKind.GlobList => ReadGlobs(entry, path),
        ActionParameterKind.Since => ReadSince(entry, path),
        _ => ReadText(parameter, entry, path),
    };

    private string? ReadText(ActionParameter parameter, MappingEntry entry, DocumentPath path)
    {
        bool isChoice = parameter.AllowedValues.Count > 0;
        string expected = isChoice ? $"one of {string.Join(", ", parameter.AllowedValues)}" : "a text";
        bool Accepts(string text) => isChoice ? parameter.AllowedValues.Holds(text) : TextRules.IsLines(text);
        ScalarNode? node = values.Text(entry, entry.Value, path, expected, ConfigurationErrors.ArgumentKindWrong, Accepts);
        if (node is null || Accepts(node.Text))
        {
            return node?.Text;
        }

        string? nearest = isChoice ? NearestName.Find(node.Text, parameter.AllowedValues) : null;
        values.Diagnostics.Add(
            ConfigurationErrors.ArgumentValueInvalid, node.Span, path,
            $"'{parameter.Name}' is {OffendingText.Quote(node.Text)}; expected {(isChoice ? expected : TextRules.ExpectedLines)}",
            nearest is null ? null : $"did you mean '{nearest}'?",
            nearest is null ? null : values.Rewrite(node, nearest));
        return null;
    }

    private ValueList<string>? ReadGlobs(MappingEntry entry, DocumentPath path)
    {
        List<TextItem>? nodes = values.Texts(
            entry, path, "a glob pattern, which is text", ConfigurationErrors.ArgumentKindWrong, TextRules.IsGlob);
        if (nodes is null)
        {
            return null;
        }

        var globs = new string[nodes.Count];
        for (int index = 0; index < globs.Length; index++)
        {
            (ScalarNode node, DocumentPath itemPath) = nodes[index];
            globs[index] = node.Text;
            if (!TextRules.IsGlob(node.Text))
            {
                values.Diagnostics.Add(
                    ConfigurationErrors.ArgumentValueInvalid, node.Span, itemPath,
                    $"{OffendingText.Quote(node.Text)} is not a glob pattern; expected {TextRules.ExpectedGlob}");
            }
            else if (GlobAdvice.On(node.Text, isInclude: entry.Key.Text == Include) is { } advice)
            {
                values.Diagnostics.Add(
                    advice.Rule, node.Span, itemPath,
                    $"the pattern {OffendingText.Quote(node.Text)} {advice.Fault}", advice.Advice,
                    advice.Several is { } several ? values.RewriteAsItems(entry, node, several)
                        : advice.Meant is { } meant ? values.Rewrite(node, meant) : null);
            }
        }

        return ValueList.Create<string>(globs);
    }

    private string? ReadSince(MappingEntry entry, DocumentPath path)
    {
        ScalarNode? node = values.Text(
            entry, entry.Value, path, SinceExpression.Expected, ConfigurationErrors.ArgumentKindWrong,
            text => SinceExpression.TryParse(text, out _, out _), isTimeMeant: true);
        if (node is null)
        {
            return null;
        }

        if (SinceExpression.TryParse(node.Text, out SinceExpression? since, out string? expected))
        {
            if (since.RunId is { } run && describeRun?.Invoke(run.ToString()) is { } absence)
            {
                values.Diagnostics.Add(ConfigurationErrors.RunUnknown, node.Span, path, $"{OffendingText.Quote(node.Text)} cannot be compared with: {absence}");
            }

            return node.Text;
        }

        string? meant = MeantSince(node.Text);
        values.Diagnostics.Add(
            ConfigurationErrors.ArgumentValueInvalid, node.Span, path,
            $"{OffendingText.Quote(node.Text)} is not a baseline; expected {expected}",
            meant is null ? null : $"did you mean '{meant}'?",
            meant is null or "1d" ? null : values.Rewrite(node, meant));
        return null;
    }

    // A day ago is near what 'yesterday' means, but not the same, so it is never put in its place unasked.
    private static string? MeantSince(string text)
    {
        string lower = text.Trim().ToLowerInvariant();
        string meant = lower switch
        {
            "yesterday" => "1d",
            _ when NearestName.Find(lower, ["last-run"]) is { } lastRun => lastRun,
            _ when DurationWords.Meant(text) is { } duration => duration,
            _ when lower.Length <= 16 => lower.Replace(" ", "", StringComparison.Ordinal),
            _ => lower,
        };
        return SinceExpression.TryParse(meant, out _, out _) ? meant : null;
    }
}
