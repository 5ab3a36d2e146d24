using AuditGraph.Core.Actions.Parameters;

namespace AuditGraph.Core.Actions.RunCommand;

/// <summary>The arguments of <c>run.command</c>.</summary>
internal sealed record CommandArguments
{
    /// <summary>The program and its arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>The folder it starts in, from the workspace's root; null for the root.</summary>
    public required string? WorkingDirectory { get; init; }

    /// <summary>The variables that the job names.</summary>
    public required IReadOnlyList<string> Variables { get; init; }

    /// <summary>What its exit codes mean.</summary>
    public required ExitCodes ExitCodes { get; init; }

    /// <summary>Where it says what it found; null where it does not.</summary>
    public required FindingsSource? Findings { get; init; }

    /// <summary>What it is told by the action protocol; null where it does not speak that.</summary>
    public required ValueMap<object?>? ProtocolArguments { get; init; }

    /// <summary>The files whose hashes are recorded, from the workspace's root.</summary>
    public required IReadOnlyList<string> Evidence { get; init; }

    /// <summary>How many bytes are kept of each of its streams.</summary>
    public required int OutputLimit { get; init; }

    /// <summary>All that its result depends on; null where the job does not say.</summary>
    public required ScanRequest? Inputs { get; init; }

    /// <summary>The command as a person would type it.</summary>
    public string Words => CommandWords.Of(Command);

    /// <summary>Reads complete and valid arguments.</summary>
    public static CommandArguments Read(ValueMap<object?> arguments) => new()
    {
        Command = (ValueList<string>)arguments[CommandKeys.Command]!,
        WorkingDirectory = (string?)arguments.GetValueOrDefault(CommandKeys.WorkingDirectory),
        Variables = (ValueList<string>)arguments[CommandKeys.Environment]!,
        ExitCodes = ExitCodes.Read((ValueMap<object?>)arguments[CommandKeys.ExitCodes]!),
        Findings = arguments.GetValueOrDefault(CommandKeys.Findings) is ValueMap<object?> findings
            ? FindingsSource.Read(findings)
            : arguments.GetValueOrDefault(CommandKeys.Protocol) is null ? null
            : FindingsSource.Protocol,
        ProtocolArguments = arguments.GetValueOrDefault(CommandKeys.Protocol) is null
            ? null
            : (ValueMap<object?>?)arguments.GetValueOrDefault(CommandKeys.Arguments) ?? new(),
        Evidence = (ValueList<string>)arguments[CommandKeys.Evidence]!,
        OutputLimit = (int)(long)arguments[CommandKeys.OutputLimit]!,
        Inputs = (ValueList<string>)arguments[CommandKeys.Inputs]! is { Count: > 0 }
            ? ScanParameters.Read(arguments, CommandKeys.Inputs)
            : null,
    };
}
