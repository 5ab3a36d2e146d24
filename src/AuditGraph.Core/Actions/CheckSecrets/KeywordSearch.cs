using System.Buffers;

namespace AuditGraph.Core.Actions.CheckSecrets;

/// <summary>Finds the keywords of rules in texts, all of them in one pass.</summary>
internal sealed class KeywordSearch
{
    private readonly SearchValues<string> keywords;
    private readonly StringComparison comparison;

    // By the first character of the keyword, in small.
    private readonly Dictionary<char, (string Keyword, int Rule)[]> rules;

    /// <summary>The search for the keywords of some rules.</summary>
    /// <param name="all">Rules.</param>
    /// <param name="ignoresCase">Which of them are meant: those that ignore the case of letters, or the others.</param>
    public KeywordSearch(IReadOnlyList<SecretRule> all, bool ignoresCase)
    {
        comparison = ignoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        (string Keyword, int Rule)[] pairs =
        [
            .. all.Index()
                .Where(rule => rule.Item.IgnoresCase == ignoresCase)
                .SelectMany(rule => rule.Item.Keywords, (rule, keyword) => (keyword, rule.Index)),
        ];
        keywords = SearchValues.Create([.. pairs.Select(pair => pair.Keyword).Distinct()], comparison);
        rules = pairs
            .GroupBy(pair => char.ToLowerInvariant(pair.Keyword[0]))
            .ToDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>Where the next keyword is; -1 where there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">Where to begin.</param>
    public int Find(string text, int from) =>
        text.AsSpan(from).IndexOfAny(keywords) is >= 0 and var found ? from + found : -1;

    /// <summary>Tells which rules have a keyword at a place.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The place.</param>
    /// <param name="tell">Is told of each of them, by its number.</param>
    public void RulesAt(string text, int at, Action<int> tell)
    {
        if (!rules.TryGetValue(char.ToLowerInvariant(text[at]), out (string Keyword, int Rule)[]? candidates))
        {
            return;
        }

        ReadOnlySpan<char> rest = text.AsSpan(at);
        foreach ((string keyword, int rule) in candidates)
        {
            if (rest.StartsWith(keyword, comparison))
            {
                tell(rule);
            }
        }
    }
}
