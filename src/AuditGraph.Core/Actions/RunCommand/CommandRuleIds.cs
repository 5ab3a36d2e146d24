using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Actions.RunCommand;

/// <summary>The rules of <c>run.command</c> itself.</summary>
internal static class CommandRuleIds
{
    public const string ExitCode = "command.exit-code";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CheckRule> All { get; } =
    [
        new(ExitCode, AuditSeverity.Error, "The command ends with an exit code that means that all is well."),
    ];
}
