using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace AuditGraph.Core.Tests.Ledger;

/// <summary>The page <c>docs/format/ledger.md</c> and the repository it is in.</summary>
internal static partial class FormatPage
{
    public static string Repository { get; } = FindRepository();

    public static string Text { get; } = File.ReadAllText(Path.Join(Repository, "docs/format/ledger.md"));

    /// <summary>The lines of the fenced block that is marked <c>vector=name</c>, each with its line feed.</summary>
    public static string Vector(string name) => Blocks().Single(block => block.Groups["info"].Value.EndsWith($" vector={name}", StringComparison.Ordinal)).Groups["body"].Value;

    /// <summary>The shell commands that check a signature.</summary>
    public static string Recipe => Blocks().Single(block => block.Groups["info"].Value == "sh").Groups["body"].Value;

    [GeneratedRegex("^```(?<info>[^\n]*)\n(?<body>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    private static MatchCollection Blocks() => Block().Matches(Text);

    private static string FindRepository([CallerFilePath] string path = "")
    {
        for (string? folder = Path.GetDirectoryName(path); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Join(folder, "AuditGraph.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException("The repository is not where the tests were built.");
    }
}
