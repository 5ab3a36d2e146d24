using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Actions.RunCommand.Results;

/// <summary>The rules of a run of a SARIF log: those of its driver and of its extensions.</summary>
internal sealed class SarifRules
{
    private const string Unnamed = "unnamed";

    private readonly IReadOnlyList<SarifRule> ofDriver;
    private readonly IReadOnlyList<IReadOnlyList<SarifRule>> ofExtensions;
    private readonly Dictionary<string, SarifRule> byName = new(StringComparer.Ordinal);

    /// <summary>Reads the rules of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="pile">Is told of each.</param>
    /// <exception cref="FormatException">One is none.</exception>
    public SarifRules(JsonPart run, ResultPile pile)
    {
        JsonPart tool = run.Require("tool");
        ofDriver = ReadAll(tool.Require("driver"), pile);
        ofExtensions = [.. tool.Items("extensions").Select(extension => ReadAll(extension, pile))];
    }

    /// <summary>The rule of a result.</summary>
    /// <exception cref="FormatException">It names one that is not there.</exception>
    public SarifRule Of(JsonPart result)
    {
        JsonPart? reference = result.Find("rule");
        string? name = result.Text("ruleId") ?? reference?.Text("id");
        long? index = result.Number("ruleIndex") ?? reference?.Number("index");
        if (index is >= 0)
        {
            IReadOnlyList<SarifRule> list =
                reference?.Find("toolComponent")?.Number("index") is { } extension and >= 0
                    ? At(ofExtensions, extension, result)
                    : ofDriver;
            SarifRule rule = At(list, index.Value, result);
            return name is null ? rule : rule with { Id = ForeignText.RuleId(name) };
        }

        return name is null
            ? new SarifRule(Unnamed, SarifWords.Warning, null)
            : Named(name) with { Id = ForeignText.RuleId(name) };
    }

    // A name may be more special than that of its rule, behind a slash: 'CA1000/1' is of the rule 'CA1000'.
    private SarifRule Named(string name)
    {
        for (string general = name; ;)
        {
            if (byName.TryGetValue(general, out SarifRule? rule))
            {
                return rule;
            }

            int slash = general.LastIndexOf('/');
            if (slash <= 0)
            {
                return new SarifRule(name, SarifWords.Warning, null);
            }

            general = general[..slash];
        }
    }

    private static T At<T>(IReadOnlyList<T> list, long index, JsonPart result) => index < list.Count
        ? list[(int)index]
        : throw result.Mistake("has a rule with an index that is not there");

    private IReadOnlyList<SarifRule> ReadAll(JsonPart component, ResultPile pile) =>
        [.. component.Items("rules").Select(rule => Read(rule, pile))];

    private SarifRule Read(JsonPart descriptor, ResultPile pile)
    {
        string name = descriptor.Require("id").Text();
        string level = descriptor.Find("defaultConfiguration")?.Text("level") ?? SarifWords.Warning;
        var rule = new SarifRule(ForeignText.RuleId(name), level, descriptor.Find("messageStrings"));
        byName.TryAdd(name, rule);
        pile.Add(new CheckRule(
            rule.Id, SarifWords.SeverityOf(level, descriptor) ?? AuditSeverity.Note, SummaryOf(descriptor)));
        return rule;
    }

    private static string SummaryOf(JsonPart descriptor)
    {
        string?[] candidates =
        [
            descriptor.Find("shortDescription")?.Text("text"),
            descriptor.Find("fullDescription")?.Text("text"),
            descriptor.Text("name"),
            descriptor.Text("id"),
        ];
        return candidates.Select(ForeignText.FirstLine).First(static text => text.Length > 0);
    }
}
