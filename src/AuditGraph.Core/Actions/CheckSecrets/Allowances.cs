namespace AuditGraph.Core.Actions.CheckSecrets;

/// <summary>
/// The places in a text that say <c>auditgraph:allow RULE REASON</c>. Each allows the secrets of the rule in its own
/// line, or in the next one where its own has none.
/// </summary>
/// <remarks>
/// The reason is not kept: it may be beside a secret that no rule knows, and nobody can tell where the one ends and the
/// other begins.
/// </remarks>
internal sealed class Allowances
{
    private const string Mark = "auditgraph:allow ";

    private const int ShortestReason = 3;

    // What ends a comment is no part of its reason.
    private static readonly string[] Closers = ["*/", "-->", "--%>", "#}", "%}", "#>"];

    private readonly List<SecretHit> faults = [];
    private readonly Dictionary<(string Rule, int Line), int> counts = [];
    private readonly HashSet<(string Rule, int Line)> withSecrets = [];

    /// <summary>Reads those of a text.</summary>
    public Allowances(string text)
    {
        LineCursor? line = null;
        for (int at = NextIn(text, 0); at >= 0; at = NextIn(text, at + 1))
        {
            line ??= new LineCursor(text);
            line.MoveTo(at);
            int start = at + Mark.Length;
            Read(text.AsSpan(start, Math.Max(line.End - start, 0)), line.Number, at - line.Start + 1);
        }
    }

    /// <summary>Whether there is none, good or bad.</summary>
    public bool IsEmpty => counts.Count == 0 && faults.Count == 0;

    /// <summary>Those that name no rule, or give no reason, and allow nothing.</summary>
    public IReadOnlyList<SecretHit> Faults => faults;

    /// <summary>Takes note of the secrets, which decides what each allows.</summary>
    public void Bind(IEnumerable<(string Rule, int Line)> secrets)
    {
        if (counts.Count > 0)
        {
            withSecrets.UnionWith(secrets.Where(counts.ContainsKey));
        }
    }

    /// <summary>Whether a secret is allowed, which is counted.</summary>
    public bool Allow(string rule, int line)
    {
        (string, int) by = (rule, line);
        if (!counts.ContainsKey(by))
        {
            by = (rule, line - 1);
            if (withSecrets.Contains(by) || !counts.ContainsKey(by))
            {
                return false;
            }
        }

        counts[by]++;
        return true;
    }

    /// <summary>The good ones, in the order of their lines, with how many secrets each allows.</summary>
    public IReadOnlyList<SecretAllowance> Counted() =>
    [
        .. counts.Select(one => new SecretAllowance(one.Key.Rule, one.Key.Line, one.Value))
            .OrderBy(one => one.Line).ThenBy(one => one.Rule, StringComparer.Ordinal),
    ];

    private void Read(ReadOnlySpan<char> said, int line, int column)
    {
        said = said.TrimStart();
        int end = said.IndexOf(' ');
        ReadOnlySpan<char> rule = end < 0 ? said.TrimEnd() : said[..end];
        if (!rule.StartsWith(SecretRuleIds.Prefix))
        {
            // Somebody writes about allowances.
            return;
        }

        // Beyond the limit nothing is allowed, rather than allowed and not told.
        if (HasReason(end < 0 ? default : said[end..])
            && SecretRuleIds.IsAllowable(rule.ToString())
            && counts.Count < SecretYield.Most)
        {
            counts.TryAdd((rule.ToString(), line), 0);
        }
        else
        {
            int length = Mark.Length + rule.Length;
            faults.Add(new SecretHit(SecretRuleIds.Allowance, line, column, length, length, default));
        }
    }

    private static int NextIn(string text, int from) => text.IndexOf(Mark, from, StringComparison.Ordinal);

    private static bool HasReason(ReadOnlySpan<char> text)
    {
        foreach (string closer in Closers)
        {
            int at = text.IndexOf(closer, StringComparison.Ordinal);
            text = at < 0 ? text : text[..at];
        }

        int letters = 0;
        for (int at = 0; at < text.Length && letters < ShortestReason; at++)
        {
            letters += char.IsLetterOrDigit(text[at]) ? 1 : 0;
        }

        return letters >= ShortestReason;
    }
}
