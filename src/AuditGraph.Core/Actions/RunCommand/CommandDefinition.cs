namespace AuditGraph.Core.Actions.RunCommand;

/// <summary>How a job's arguments become a command that is run.</summary>
internal static class CommandDefinition
{
    /// <summary>The catalogue's entry.</summary>
    public static ActionDefinition Value { get; } = new(
        CommandDescriptor.Value,
        static given =>
        {
            var arguments = CommandArguments.Read(given);
            return arguments.Inputs is { } inputs
                ? new ReusableCommandAction(arguments, inputs)
                : new CommandAction(arguments);
        });
}
