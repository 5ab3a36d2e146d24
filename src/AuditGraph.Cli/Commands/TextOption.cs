using System.CommandLine;

namespace AuditGraph.Cli.Commands;

/// <summary>
/// An option whose value is the word that was given, or null. It takes the word itself, because the library's conversion
/// prepares for every type that it knows.
/// </summary>
internal class TextOption : Option<string?>
{
    /// <summary>Makes the option.</summary>
    /// <param name="name">Its name with the dashes.</param>
    public TextOption(string name)
        : base(name)
    {
        CustomParser = static result => result.Tokens is [var token, ..] ? token.Value : null;
    }
}
