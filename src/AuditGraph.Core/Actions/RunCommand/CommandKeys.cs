namespace AuditGraph.Core.Actions.RunCommand;

/// <summary>The words of the arguments of <c>run.command</c>.</summary>
internal static class CommandKeys
{
    public const string Command = "command";
    public const string WorkingDirectory = "working_directory";
    public const string Environment = "environment";
    public const string ExitCodes = "exit_codes";
    public const string Pass = "pass";
    public const string Warn = "warn";
    public const string Fail = "fail";
    public const string Findings = "findings";
    public const string Format = "format";
    public const string Path = "path";
    public const string Protocol = "protocol";
    public const string AuditGraphProtocol = "auditgraph";
    public const string Arguments = "arguments";
    public const string Evidence = "evidence";
    public const string OutputLimit = "output_limit";
    public const string Inputs = "inputs";
}
