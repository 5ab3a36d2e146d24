using System.CommandLine;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Cli.Commands;

/// <summary>An option whose value is an ISO 8601 instant, in UTC unless it says otherwise.</summary>
internal sealed class InstantOption : TextOption
{
    /// <summary>Makes the option.</summary>
    /// <param name="name">Its name with the dashes.</param>
    /// <param name="description">What the instant is for.</param>
    public InstantOption(string name, string description)
        : base(name)
    {
        Description = $"{description} (ISO 8601; UTC unless it says otherwise).";
        HelpName = "INSTANT";
        Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Parse(token.Value) is null)
            {
                result.AddError($"'{token.Value}' is no moment; {Name} takes {InstantText.Expected}.");
            }
        });
    }

    /// <summary>The instant that was given, or null.</summary>
    public DateTimeOffset? ValueOf(ParseResult parsed) => parsed.GetValue(this) is { } text ? Parse(text) : null;

    private static DateTimeOffset? Parse(string text) => InstantText.TryParseWritten(text, out DateTimeOffset instant) ? instant : null;
}
