using System.CommandLine;
using System.Globalization;

namespace AuditGraph.Cli.Commands;

/// <summary>An option whose value is a whole number from 1.</summary>
internal sealed class CountOption : TextOption
{
    /// <summary>Makes the option.</summary>
    /// <param name="name">Its name with the dashes.</param>
    /// <param name="description">What is counted.</param>
    public CountOption(string name, string description)
        : base(name)
    {
        Description = description;
        HelpName = "N";
        Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Parse(token.Value) is null)
            {
                result.AddError($"{Name} takes a whole number from 1.");
            }
        });
    }

    /// <summary>The number that was given, or null.</summary>
    public int? ValueOf(ParseResult parsed) => parsed.GetValue(this) is { } text ? Parse(text) : null;

    private static int? Parse(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0 ? count : null;
}
