using System.Globalization;
using AuditGraph.Core.Actions.Parameters;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Syntax;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Configuration.Reading;

/// <summary>Reads a single argument of the kind that its parameter takes.</summary>
/// <param name="values">Reads single values.</param>
/// <param name="describeRun">
/// Says why a run cannot be compared with, or null where it can; null where nobody asks.
/// </param>
internal sealed class ArgumentValueReader(ValueReader values, Func<string, string?>? describeRun)
{
    // The names that parameters have which say what to look at; in all others a pattern that matches nothing leaves
    // nothing out.
    private static readonly string[] Including = ["include", "files", "path"];

    private const int MostShown = 12;

    private readonly ArgumentListReader lists = new(values);

    // Of each what contradicts it is told once.
    private readonly HashSet<ScalarNode> contradicted = [];

    /// <summary>Reads an argument; null, with a finding, where it is none that the parameter takes.</summary>
    /// <param name="parameter">The parameter, which takes no mappings.</param>
    /// <param name="entry">The key and its value.</param>
    /// <param name="path">The place of the value.</param>
    public object? Read(ActionParameter parameter, MappingEntry entry, DocumentPath path) => parameter.Kind switch
    {
        ActionParameterKind.WholeNumber => ReadNumber(parameter, entry, path),
        ActionParameterKind.Boolean => values.Boolean(entry, path, ConfigurationErrors.ArgumentKindWrong),
        ActionParameterKind.GlobList => ReadGlobs(entry, path),
        ActionParameterKind.TextList => ReadTexts(parameter, entry, path),
        ActionParameterKind.WholeNumberList => ArgumentListReader.Numbers(parameter, entry, path, ReadNumber),
        ActionParameterKind.PathList => lists.Paths(entry, path),
        ActionParameterKind.Command => lists.Command(entry, path),
        ActionParameterKind.Variables => lists.Variables(entry, path),
        ActionParameterKind.Values => new ArgumentTreeReader(values).Read(entry, path),
        ActionParameterKind.Since => ReadSince(entry, path),
        ActionParameterKind.Pattern => ReadPattern(entry, path),
        ActionParameterKind.Duration => values.Duration(
            entry, path, ConfigurationErrors.ArgumentKindWrong, ConfigurationErrors.ArgumentValueInvalid),
        ActionParameterKind.Name or ActionParameterKind.Job =>
            ReadNamed(entry, path, PlainName.Expected, PlainName.IsValid),
        ActionParameterKind.Path => ReadNamed(entry, path, InnerPathRule.Expected, InnerPathRule.IsValid),
        _ => ReadText(parameter, entry, path),
    };

    private long? ReadNumber(ActionParameter parameter, MappingEntry entry, DocumentPath path)
    {
        string expected = (parameter.Minimum, parameter.Maximum) switch
        {
            ({ } least, { } most) => string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"),
            ({ } least, _) => string.Create(CultureInfo.InvariantCulture, $"a whole number of at least {least}"),
            _ => "a whole number",
        };
        long? number = values.WholeNumber(entry, path, expected, ConfigurationErrors.ArgumentKindWrong);
        if (number is null || !(number < parameter.Minimum || number > parameter.Maximum))
        {
            return number;
        }

        values.Diagnostics.Add(
            ConfigurationErrors.ArgumentValueInvalid, entry.Value.Span, path,
            string.Create(CultureInfo.InvariantCulture, $"'{parameter.Name}' is {number}; expected {expected}"));
        return null;
    }

    private string? ReadPattern(MappingEntry entry, DocumentPath path)
    {
        ScalarNode? node = values.Text(
            entry, entry.Value, path, "a regular expression, which is text", ConfigurationErrors.ArgumentKindWrong,
            text => FaultOf(text) is null);
        if (node is null || FaultOf(node.Text) is not { } fault)
        {
            return node?.Text;
        }

        values.Diagnostics.Add(
            ConfigurationErrors.ArgumentValueInvalid, node.Span, path, $"{OffendingText.Quote(node.Text)} is not a regular expression: {fault}");
        return null;

        static string? FaultOf(string text) => !TextRules.IsLines(text) ? $"expected {TextRules.ExpectedLines}"
            : LinearPattern.TryParse(text, out _, out string? found) ? null
            : found;
    }

    private string? ReadNamed(MappingEntry entry, DocumentPath path, string expected, Func<string, bool> isValid)
    {
        ScalarNode? node = values.Text(
            entry, entry.Value, path, expected, ConfigurationErrors.ArgumentKindWrong, isValid);
        if (node is null || isValid(node.Text))
        {
            return node?.Text;
        }

        values.Diagnostics.Add(
            ConfigurationErrors.ArgumentValueInvalid, node.Span, path,
            $"'{entry.Key.Text}' is {OffendingText.Quote(node.Text)}; expected {expected}");
        return null;
    }

    private string? ReadText(ActionParameter parameter, MappingEntry entry, DocumentPath path)
    {
        ScalarNode? node = values.Text(
            entry,
            entry.Value,
            path,
            ExpectedOf(parameter),
            ConfigurationErrors.ArgumentKindWrong,
            text => Accepts(parameter, text));
        return node is null || IsAccepted(parameter, node, path) ? node?.Text : null;
    }

    private ValueList<string>? ReadTexts(ActionParameter parameter, MappingEntry entry, DocumentPath path)
    {
        List<TextItem>? items = values.Texts(
            entry,
            path,
            ExpectedOf(parameter),
            ConfigurationErrors.ArgumentKindWrong,
            text => Accepts(parameter, text));
        if (items is null)
        {
            return null;
        }

        TextItem[] accepted = [.. items.Where(item => IsAccepted(parameter, item.Node, item.Path))];
        foreach (ValueList<string> group in parameter.AtMostOneOf)
        {
            ReportContradiction(parameter, [.. accepted.Where(item => group.Holds(item.Node.Text))]);
        }

        return accepted.Select(item => item.Node.Text).ToValueList();
    }

    private void ReportContradiction(ActionParameter parameter, TextItem[] some)
    {
        string first = some.Length > 0 ? some[0].Node.Text : "";
        if (Array.Find(some, item => item.Node.Text != first) is not { } other || !contradicted.Add(other.Node))
        {
            return;
        }

        values.Diagnostics.Add(
            ConfigurationErrors.ArgumentValueInvalid, other.Node.Span, other.Path,
            $"'{parameter.Name}' has both {OffendingText.Quote(first)} and {OffendingText.Quote(other.Node.Text)}, which "
            + "contradict each other; expected one of them");
    }

    private static bool IsChoice(ActionParameter parameter) => parameter.AllowedValues.Count > 0;

    private static bool Accepts(ActionParameter parameter, string text) =>
        IsChoice(parameter) ? parameter.AllowedValues.Holds(text) : TextRules.IsLines(text);

    // Nobody reads on behind so many.
    private static string ExpectedOf(ActionParameter parameter) => parameter.AllowedValues.Count switch
    {
        0 => "a text",
        <= MostShown => $"one of {string.Join(", ", parameter.AllowedValues)}",
        var count => $"one of {count}, such as {string.Join(", ", parameter.AllowedValues.Take(3))}",
    };

    private bool IsAccepted(ActionParameter parameter, ScalarNode node, DocumentPath path)
    {
        if (Accepts(parameter, node.Text))
        {
            return true;
        }

        bool isChoice = IsChoice(parameter);
        string? nearest = isChoice ? NearestName.Find(node.Text, parameter.AllowedValues) : null;
        values.Diagnostics.Add(
            ConfigurationErrors.ArgumentValueInvalid, node.Span, path,
            $"'{parameter.Name}' is {OffendingText.Quote(node.Text)}; "
            + $"expected {(isChoice ? ExpectedOf(parameter) : TextRules.ExpectedLines)}",
            nearest is null ? null : $"did you mean '{nearest}'?",
            nearest is null ? null : values.Rewrite(node, nearest));
        return false;
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
            else if (GlobAdvice.On(node.Text, isInclude: Including.Holds(entry.Key.Text)) is { } advice)
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
