using System.CommandLine;
using System.CommandLine.Parsing;
using AuditGraph.Core.Configuration.Diagnostics;

namespace AuditGraph.Cli.Commands;

/// <summary>
/// Finds the words of a command line that mean nothing where they stand. The library lets an unknown option pass as an
/// argument of a command that takes names, and an unknown command pass where help is asked for.
/// </summary>
internal static class StrayWords
{
    private const string EndOfOptions = "--";

    /// <summary>The words without a meaning, in the order of the line.</summary>
    /// <param name="parsed">The line, parsed.</param>
    /// <param name="words">The words of the line as they were given.</param>
    public static List<string> Find(ParseResult parsed, string[] words)
    {
        var found = new List<string>(parsed.UnmatchedTokens);
        int end = Array.IndexOf(words, EndOfOptions);
        for (CommandResult? level = parsed.CommandResult; level is not null; level = level.Parent as CommandResult)
        {
            foreach (SymbolResult part in level.Children)
            {
                if (part is CommandResult)
                {
                    continue;
                }

                foreach (Token token in part.Tokens)
                {
                    // '--last=-1' gives a value that looks like an option; the word itself does not stand alone then.
                    int place = token.Type == TokenType.Argument && IsOption(token.Value) ? Array.IndexOf(words, token.Value) : -1;
                    if (place >= 0 && (end < 0 || place < end))
                    {
                        found.Add(token.Value);
                    }
                }
            }
        }

        return found;
    }

    /// <summary>What to tell of stray words.</summary>
    /// <param name="parsed">The line, parsed with all commands there are.</param>
    /// <param name="words">The words.</param>
    public static IEnumerable<string> Describe(ParseResult parsed, IEnumerable<string> words) =>
        words.Select(word => IsOption(word) ? DescribeOption(parsed, word) : DescribeWord(parsed, word));

    private static bool IsOption(string word) => word.Length > 1 && word[0] == '-' && word != EndOfOptions;

    private static string DescribeOption(ParseResult parsed, string word)
    {
        string name = word.Split('=', 2)[0];
        Command command = parsed.CommandResult.Command;
        return $"'{name}' is no option of '{CommandTree.PathOf(command)}'.{Suggest(name, OptionsOf(parsed))}";
    }

    private static string DescribeWord(ParseResult parsed, string word)
    {
        Command command = parsed.CommandResult.Command;
        string path = CommandTree.PathOf(command);
        if (command.Subcommands.Count == 0)
        {
            return $"'{path}' takes no '{word}'.";
        }

        string[] known = [.. command.Subcommands.Select(child => child.Name)];
        return $"'{path}' has no command '{word}'; it has {string.Join(", ", known)}.{Suggest(word, known)}";
    }

    private static string[] OptionsOf(ParseResult parsed)
    {
        var names = new List<string>();
        for (CommandResult? level = parsed.CommandResult; level is not null; level = level.Parent as CommandResult)
        {
            names.AddRange(level.Command.Options.Where(option => level == parsed.CommandResult || option.Recursive).Select(option => option.Name));
        }

        return [.. names];
    }

    private static string Suggest(string word, string[] known) =>
        NearestName.Find(word, known) is { } nearest ? $" Did you mean '{nearest}'?" : "";
}
