using AuditGraph.Core.Actions.Parameters;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Actions.RunCommand;

/// <summary>What <c>run.command</c> says of itself.</summary>
internal static class CommandDescriptor
{
    private const int GreatestExitCode = 255;

    private const long StandardOutputLimit = 16 << 20;

    private const long GreatestOutputLimit = 256 << 20;

    /// <summary>The description.</summary>
    public static ActionDescriptor Value { get; } = new()
    {
        Type = "run.command",
        Summary = "Runs a program, and takes its exit code for a verdict and what it writes for evidence.",
        ReportVersion = 1,
        IsCheck = true,
        Formats = ReportFormats.Names,
        FailKinds = SeverityWords.FailKinds,
        Parameters = ValueList.Create<ActionParameter>((ActionParameter[])
        [
            new()
            {
                Name = CommandKeys.Command,
                Kind = ActionParameterKind.Command,
                Required = true,
                Summary = "The program and its arguments, each an item; no shell takes them apart.",
            },
            new()
            {
                Name = CommandKeys.WorkingDirectory,
                Kind = ActionParameterKind.Path,
                Summary = "The folder that it starts in; the workspace's root when left out.",
            },
            new()
            {
                Name = CommandKeys.Environment,
                Kind = ActionParameterKind.Variables,
                Default = ValueList.Create<string>([]),
                Summary = "Variables that it sees besides those that every command does: NAME passes one on, NAME=value sets one.",
            },
            ExitCodes(),
            Findings(),
            new()
            {
                Name = CommandKeys.Protocol,
                Kind = ActionParameterKind.Text,
                AllowedValues = ValueList.Create<string>((string[])[CommandKeys.AuditGraphProtocol]),
                Excludes = CommandKeys.Findings,
                Summary = "The protocol by which it is told its arguments and says what it found and reports.",
            },
            new()
            {
                Name = CommandKeys.Arguments,
                Kind = ActionParameterKind.Values,
                OnlyWith = CommandKeys.Protocol,
                Summary = "What it is told by the protocol: a mapping.",
            },
            new()
            {
                Name = CommandKeys.Evidence,
                Kind = ActionParameterKind.PathList,
                Default = ValueList.Create<string>([]),
                Summary = "Files that must be there when it has ended, and whose hashes are recorded.",
            },
            new()
            {
                Name = CommandKeys.OutputLimit,
                Kind = ActionParameterKind.WholeNumber,
                Minimum = 1,
                Maximum = GreatestOutputLimit,
                Default = StandardOutputLimit,
                Summary = "How many bytes are kept of its standard output, and of its standard error.",
            },
            new()
            {
                Name = CommandKeys.Inputs,
                Kind = ActionParameterKind.GlobList,
                Default = ValueList.Create<string>([]),
                Summary = "Glob patterns of all files that its result depends on; without them no report is reused.",
            },
            .. ScanParameters.Others,
        ]),
    };

    private static ActionParameter ExitCodes()
    {
        ActionParameter pass = Codes(CommandKeys.Pass, "that mean that all is well", 0);
        ActionParameter warn = Codes(CommandKeys.Warn, "that are a warning");
        ActionParameter fail = Codes(CommandKeys.Fail, "that mean that something was found", 1);
        return new()
        {
            Name = CommandKeys.ExitCodes,
            Kind = ActionParameterKind.Mapping,
            MembersAreDisjoint = true,
            Default = new ValueMap<object?>(
                new[] { pass, fail }.Select(member => KeyValuePair.Create(member.Name, member.Default))),
            Summary = "What its exit codes mean; every other one is a failure of the run.",
            Members = ValueList.Create<ActionParameter>((ActionParameter[])[pass, warn, fail]),
        };
    }

    private static ActionParameter Codes(string name, string summary, params long[] standard) => new()
    {
        Name = name,
        Kind = ActionParameterKind.WholeNumberList,
        Minimum = 0,
        Maximum = GreatestExitCode,
        Default = standard.Length == 0 ? null : ValueList.Create<long>(standard),
        Summary = $"The exit codes {summary}.",
    };

    private static ActionParameter Findings() => new()
    {
        Name = CommandKeys.Findings,
        Kind = ActionParameterKind.Mapping,
        Summary = "Where it says what it found, and in which form.",
        Members = ValueList.Create<ActionParameter>((ActionParameter[])
        [
            new()
            {
                Name = CommandKeys.Format,
                Kind = ActionParameterKind.Text,
                Required = true,
                AllowedValues = FindingsSource.Formats,
                Summary = "The form.",
            },
            new()
            {
                Name = CommandKeys.Path,
                Kind = ActionParameterKind.Path,
                Summary = "The file that it writes; its standard output when left out.",
            },
        ]),
    };
}
