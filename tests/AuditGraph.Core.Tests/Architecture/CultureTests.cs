using System.Text.RegularExpressions;

namespace AuditGraph.Core.Tests.Architecture;

/// <summary>
/// Holds all code to the invariant culture. The analyzers pass over most of this where a library is built for it, while the
/// module runs in a PowerShell that has every culture.
/// </summary>
public sealed partial class CultureTests
{
    [Fact]
    public void Nothing_asks_the_culture_of_the_session()
    {
        IEnumerable<string> found =
            from file in Directory.EnumerateFiles(RepositoryFile.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            where !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)
            let text = File.ReadAllText(file)
            from match in AsksTheCulture().Matches(text)
            where !IsInvariant(text, match)
            select $"{Path.GetRelativePath(RepositoryFile.PathOf("src"), file)}: {match.Value}";
        Assert.Empty(found);
    }

    [GeneratedRegex(
        """
        \.To(Lower|Upper)\(\)|CurrentCulture|InvariantCultureIgnoreCase
        |WildcardPattern\.Get\([^;]*;|WildcardOptions\.IgnoreCase(?!\s*\|\s*WildcardOptions\.CultureInvariant)
        |RegexOptions\.IgnoreCase(?!\s*\|\s*RegexOptions\.CultureInvariant)
        |\$"[^"\n]*\{[^{}"\n]*[\w)\]]:(?![:\s])[^{}"\n]+\}[^"\n]*"
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex AsksTheCulture();

    // Text of numbers and times is composed by string.Create or a writer that is told the invariant culture.
    private static bool IsInvariant(string text, Match match) =>
        match.Value.StartsWith("WildcardPattern", StringComparison.Ordinal) ? match.Value.Contains("Options", StringComparison.Ordinal)
        : text.LastIndexOf("CultureInfo.InvariantCulture", match.Index, Math.Min(match.Index, 300), StringComparison.Ordinal) >= 0;
}
