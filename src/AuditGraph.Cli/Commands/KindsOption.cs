using System.CommandLine;
using AuditGraph.Core.Configuration.Diagnostics;

namespace AuditGraph.Cli.Commands;

/// <summary>An option whose value is one or several of some words: given once with commas, or again for each.</summary>
internal sealed class KindsOption : Option<string[]>
{
    /// <summary>Makes the option.</summary>
    /// <param name="name">Its name with the dashes.</param>
    /// <param name="known">The words.</param>
    public KindsOption(string name, string[] known)
        : base(name)
    {
        HelpName = string.Join('|', known);
        Arity = ArgumentArity.OneOrMore;
        CustomParser = static result => [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries))];
        Validators.Add(result =>
        {
            foreach (string word in result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries)))
            {
                if (!known.Contains(word))
                {
                    string meant = NearestName.Find(word, known) is { } nearest ? $" Did you mean '{nearest}'?" : "";
                    result.AddError($"{name} takes {string.Join(", ", known)}, and not '{word}'.{meant}");
                }
            }
        });
    }
}
