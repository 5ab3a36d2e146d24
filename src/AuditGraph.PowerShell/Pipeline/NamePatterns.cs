using System.Management.Automation;

namespace AuditGraph.PowerShell.Pipeline;

/// <summary>Names as a user gives them: literal, or with PowerShell's wildcards; case does not matter.</summary>
internal sealed class NamePatterns
{
    private readonly WildcardPattern[] patterns;

    /// <summary>Makes patterns of what was given.</summary>
    /// <param name="names">The names; null or none stands for every name.</param>
    public NamePatterns(IReadOnlyList<string>? names)
    {
        IReadOnlyList<string> given = names ?? [];
        patterns = [.. given.Select(name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase))];
        Literals = [.. given.Where(name => !WildcardPattern.ContainsWildcardCharacters(name)).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The names without a wildcard: each must be there, where a wildcard that matches nothing is no error.</summary>
    public IReadOnlyList<string> Literals { get; }

    /// <summary>Whether a name is meant.</summary>
    public bool IsMatch(string name) => patterns.Length == 0 || patterns.Any(pattern => pattern.IsMatch(name));

    /// <summary>Whether one of several names is meant.</summary>
    public bool IsMatch(IEnumerable<string> names) => patterns.Length == 0 || names.Any(IsMatch);
}
