using System.Management.Automation;

namespace AuditGraph.PowerShell.Pipeline;

/// <summary>Names as a user gives them: literal, or with PowerShell's wildcards; case does not matter, nor does the culture.</summary>
internal sealed class NamePatterns
{
    // Without CultureInvariant, 'I' and 'i' would be two letters to a Turkish session.
    private const WildcardOptions Options = WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant;

    private readonly WildcardPattern[] patterns;

    /// <summary>Makes patterns of what was given.</summary>
    /// <param name="names">The names; null or none stands for every name.</param>
    public NamePatterns(IReadOnlyList<string>? names)
    {
        IReadOnlyList<string> given = names ?? [];
        patterns = [.. given.Select(name => WildcardPattern.Get(name, Options))];
        Literals = [.. given.Where(name => !WildcardPattern.ContainsWildcardCharacters(name)).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The names without a wildcard: each must be there, where a wildcard that matches nothing is no error.</summary>
    public IReadOnlyList<string> Literals { get; }

    /// <summary>The pattern of what begins with a text that is taken as it is.</summary>
    public static NamePatterns Beginning(string text) => new([WildcardPattern.Escape(text) + "*"]);

    /// <summary>Whether a name is meant.</summary>
    public bool IsMatch(string name) => patterns.Length == 0 || patterns.Any(pattern => pattern.IsMatch(name));

    /// <summary>Whether one of several names is meant.</summary>
    public bool IsMatch(IEnumerable<string> names) => patterns.Length == 0 || names.Any(IsMatch);
}
