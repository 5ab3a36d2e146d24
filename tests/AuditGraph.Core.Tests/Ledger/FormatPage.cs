using System.Text.RegularExpressions;

namespace AuditGraph.Core.Tests.Ledger;

/// <summary>The page <c>docs/format/ledger.md</c>.</summary>
internal static partial class FormatPage
{
    public static string Text { get; } = File.ReadAllText(RepositoryFile.PathOf("docs/format/ledger.md"));

    /// <summary>The lines of the fenced block that is marked <c>vector=name</c>, each with its line feed.</summary>
    public static string Vector(string name) => Blocks().Single(block => block.Groups["info"].Value.EndsWith($" vector={name}", StringComparison.Ordinal)).Groups["body"].Value;

    /// <summary>The shell commands that check a signature.</summary>
    public static string Recipe => Blocks().Single(block => block.Groups["info"].Value == "sh").Groups["body"].Value;

    [GeneratedRegex("^```(?<info>[^\n]*)\n(?<body>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    private static MatchCollection Blocks() => Block().Matches(Text);
}
