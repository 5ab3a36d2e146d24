using System.Text.RegularExpressions;

namespace AuditGraph.Core.Actions.CheckSecrets;

/// <summary>Finds secrets in texts. For several threads at once.</summary>
/// <remarks>
/// A rule looks at a line once, however many of its keywords the line has, so that what a text takes is proportional to
/// its length and to the number of rules whose keywords it has.
/// </remarks>
/// <param name="rules">The rules; of two that find the same characters the first one tells of them.</param>
/// <param name="key">Tells secrets apart.</param>
internal sealed class SecretScanner(IReadOnlyList<SecretRule> rules, FingerprintKey key)
{
    private readonly KeywordSearch exact = new(rules, ignoresCase: false);
    private readonly KeywordSearch loose = new(rules, ignoresCase: true);

    /// <summary>What a text yields.</summary>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public SecretYield Scan(string text, CancellationToken cancellation)
    {
        var found = new List<Found>();
        Look(text, exact, found, cancellation);
        Look(text, loose, found, cancellation);
        var allowances = new Allowances(text);
        if (found.Count == 0 && allowances.IsEmpty)
        {
            return SecretYield.Nothing;
        }

        List<Found> secrets = WithoutOverlaps(found);
        allowances.Bind(secrets.Select(one => (rules[one.Rule].Id, one.Line)));
        secrets.RemoveAll(one => allowances.Allow(rules[one.Rule].Id, one.Line));
        IEnumerable<SecretHit> hits = secrets.Take(SecretYield.Most).Select(one => Describe(text, one));
        return new SecretYield
        {
            Hits =
            [
                .. hits.Concat(allowances.Faults)
                    .OrderBy(hit => hit.Line).ThenBy(hit => hit.Column)
                    .Take(SecretYield.Most),
            ],
            Total = secrets.Count + allowances.Faults.Count,
            Allowances = allowances.Counted(),
        };
    }

    private void Look(string text, KeywordSearch search, List<Found> found, CancellationToken cancellation)
    {
        int at = search.Find(text, 0);
        if (at < 0)
        {
            return;
        }

        var line = new LineCursor(text);
        int[] asked = new int[rules.Count];
        Action<int> look = rule =>
        {
            if (asked[rule] != line.Number)
            {
                asked[rule] = line.Number;
                cancellation.ThrowIfCancellationRequested();
                Look(text, rule, line, found);
            }
        };
        for (; at >= 0; at = search.Find(text, at + 1))
        {
            line.MoveTo(at);
            search.RulesAt(text, at, look);
        }
    }

    private void Look(string text, int number, LineCursor line, List<Found> found)
    {
        SecretRule rule = rules[number];
        ReadOnlySpan<char> content = text.AsSpan(line.Start, line.End - line.Start);
        foreach (ValueMatch match in rule.Pattern.EnumerateMatches(content))
        {
            (int start, int length) = rule.Locate(content.Slice(match.Index, match.Length));
            var one = new Found(number, line.Start + match.Index + start, length, line.Number, line.Start, line.End);
            if (IsSecret(rule, one.PlaceIn(text)))
            {
                found.Add(one);
            }
        }
    }

    private static bool IsSecret(SecretRule rule, SecretPlace place) => rule.ReadWhole is { } read
        ? read(place) is not null
        : !StandIns.IsOne(place.Secret, rule.IsPassword) && rule.Accepts?.Invoke(place) != false;

    private static List<Found> WithoutOverlaps(List<Found> found)
    {
        var kept = new List<Found>();
        int end = 0;
        foreach (Found one in found.OrderBy(one => one.Start).ThenBy(one => one.Rule))
        {
            if (one.Start >= end)
            {
                kept.Add(one);
                end = one.Start + one.Length;
            }
        }

        return kept;
    }

    private SecretHit Describe(string text, Found one)
    {
        SecretRule rule = rules[one.Rule];
        SecretPlace place = one.PlaceIn(text);
        ReadOnlySpan<char> whole = rule.ReadWhole is { } read ? read(place) : place.Secret;
        return new SecretHit(
            rule.Id, one.Line, one.Start - one.LineStart + 1, one.Length, whole.Length, key.Mac(whole));
    }

    private readonly record struct Found(int Rule, int Start, int Length, int Line, int LineStart, int LineEnd)
    {
        public SecretPlace PlaceIn(string text) => new(text, LineStart, LineEnd, Start, Length);
    }
}
