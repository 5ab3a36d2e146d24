using AuditGraph.Core.Actions.RunCommand.Results;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Actions.RunCommand;

/// <summary>Where a command says what it found.</summary>
/// <param name="Format">The form in which it does, as job files spell it, or the action protocol.</param>
/// <param name="Path">The file, from the workspace's root; null for its standard output.</param>
internal sealed record FindingsSource(string Format, string? Path)
{
    /// <summary>The forms.</summary>
    public static ValueList<string> Formats { get; } =
        Enum.GetNames<ResultFormat>().Select(static name => name.ToLowerInvariant()).ToValueList();

    /// <summary>What a command says by the action protocol.</summary>
    public static FindingsSource Protocol { get; } = new(CommandKeys.AuditGraphProtocol, Path: null);

    /// <summary>The form in which it does; null where it speaks the action protocol.</summary>
    public ResultFormat? Form => this == Protocol ? null : Enum.Parse<ResultFormat>(Format, ignoreCase: true);

    /// <summary>Reads it from the arguments.</summary>
    public static FindingsSource Read(ValueMap<object?> given) => new(
        (string)given[CommandKeys.Format]!, (string?)given.GetValueOrDefault(CommandKeys.Path));

    /// <summary>What it is called in a sentence.</summary>
    public string Name => Path is null ? "its standard output" : $"'{DisplayText.Escape(Path)}'";
}
