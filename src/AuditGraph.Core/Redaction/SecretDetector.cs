using System.Text.RegularExpressions;

namespace AuditGraph.Core.Redaction;

/// <summary>What finds one kind of secret.</summary>
/// <param name="kind">What the mask names it.</param>
/// <param name="mayFind">Whether a text has what every text has that the pattern matches; cheap, and true too often rather than too seldom.</param>
/// <param name="pattern">The pattern, whose group <c>secret</c> is what is masked.</param>
internal sealed class SecretDetector(string kind, Func<string, bool> mayFind, Func<Regex> pattern)
{
    /// <summary>What the mask names it.</summary>
    public string Kind { get; } = kind;

    /// <summary>Whether a text has what every text has that the pattern matches.</summary>
    public Func<string, bool> MayFind { get; } = mayFind;

    /// <summary>The pattern. It is asked for only where a text may match, since most processes never need one.</summary>
    public Func<Regex> Pattern { get; } = pattern;
}
