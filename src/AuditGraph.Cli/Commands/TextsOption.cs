using System.CommandLine;

namespace AuditGraph.Cli.Commands;

/// <summary>An option that may be given several times, each with a word; for the reason that <see cref="TextOption"/> tells.</summary>
internal sealed class TextsOption : Option<string[]?>
{
    /// <summary>Makes the option.</summary>
    /// <param name="name">Its name with the dashes.</param>
    public TextsOption(string name)
        : base(name)
    {
        Arity = ArgumentArity.OneOrMore;
        CustomParser = static result =>
        {
            var words = new string[result.Tokens.Count];
            for (int index = 0; index < words.Length; index++)
            {
                words[index] = result.Tokens[index].Value;
            }

            return words;
        };
    }
}
