using System.Text.RegularExpressions;
using AuditGraph.Core.Actions.Parameters;

namespace AuditGraph.Core.Actions.CheckSecrets;

/// <summary>
/// What one kind of credential looks like. A text is asked first whether it has one of the rule's keywords, and then
/// only the lines that have one are asked whether they match.
/// </summary>
/// <remarks>
/// All expressions are matched by an automaton, in time proportional to the line. So that it stays small, no two
/// attempts to match overlap for long: what stands before a secret is no character that a secret has.
/// </remarks>
internal sealed class SecretRule
{
    private readonly Lazy<Regex> whole;
    private readonly Lazy<Regex> before;

    // Null where nothing stands behind the secret, so that all the rest of a match is it.
    private readonly Lazy<Regex>? secret;

    /// <summary>Makes a rule.</summary>
    /// <param name="name">Its name, without what all have before it.</param>
    /// <param name="title">What a secret of the kind is called in a sentence, with its article.</param>
    /// <param name="keywords">Of these, every line has one that has such a secret.</param>
    /// <param name="before">The expression of what stands before the secret; it ends where that begins.</param>
    /// <param name="secret">The expression of the secret.</param>
    /// <param name="after">The expression of what stands behind it.</param>
    public SecretRule(string name, string title, string[] keywords, string before, string secret, string after = "")
    {
        (Id, Title, Keywords) = (SecretRuleIds.Prefix + name, title, keywords);
        whole = new(() => Parse($"(?:{before})(?:{secret})(?:{after})"));
        this.before = new(() => Parse($"\\A(?:{before})"));
        this.secret = after.Length == 0 ? null : new(() => Parse($"\\A(?:{secret})"));
    }

    /// <summary>Its name in findings.</summary>
    public string Id { get; }

    /// <summary>What a secret of the kind is called in a sentence, with its article.</summary>
    public string Title { get; }

    /// <summary>Of these, every line has one that has such a secret.</summary>
    public string[] Keywords { get; }

    /// <summary>Whether capital letters are as good as small ones.</summary>
    public bool IgnoresCase { get; init; }

    /// <summary>How much its findings weigh.</summary>
    public AuditSeverity Severity { get; init; } = AuditSeverity.Error;

    /// <summary>Whether it is people who choose such secrets, so that more texts stand for one.</summary>
    public bool IsPassword { get; init; }

    /// <summary>
    /// Whether it goes by names and randomness alone, which tells much that is no secret; off by default.
    /// </summary>
    public bool IsGeneric { get; init; }

    /// <summary>The names of the files that it looks at; none where that is all.</summary>
    public string[] FileNames { get; init; } = [];

    /// <summary>Tells whether what looks like a secret is one; null where that shows by its looks.</summary>
    public SecretTest? Accepts { get; init; }

    /// <summary>
    /// Reads the whole of a secret of which the match is only the beginning; null where that is all of it.
    /// </summary>
    public SecretReader? ReadWhole { get; init; }

    /// <summary>The expression of a secret with what stands around it.</summary>
    public Regex Pattern => whole.Value;

    /// <summary>All its expressions.</summary>
    public IEnumerable<Regex> Patterns =>
        new[] { whole, before, secret }.OfType<Lazy<Regex>>().Select(pattern => pattern.Value);

    /// <summary>Where in a match of the pattern the secret is.</summary>
    public (int Start, int Length) Locate(ReadOnlySpan<char> match)
    {
        int start = LengthOf(before.Value, match);
        return (start, secret is null ? match.Length - start : LengthOf(secret.Value, match[start..]));
    }

    private static int LengthOf(Regex pattern, ReadOnlySpan<char> text)
    {
        foreach (ValueMatch match in pattern.EnumerateMatches(text))
        {
            return match.Length;
        }

        return 0;
    }

    // Without a limit of time, which .NET 10 mistakes in long lines; the expressions are the product's own.
    private Regex Parse(string pattern) => LinearPattern.Parse(
        pattern,
        IgnoresCase ? RegexOptions.IgnoreCase | RegexOptions.CultureInvariant : RegexOptions.None,
        isLimited: false);
}
