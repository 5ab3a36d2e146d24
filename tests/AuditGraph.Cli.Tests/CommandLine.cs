using System.Text.Json.Nodes;

namespace AuditGraph.Cli.Tests;

/// <summary>Runs the command as a shell would, with its output going where a test can see it.</summary>
internal static class CommandLine
{
    /// <summary>Runs the command in a folder with its output redirected.</summary>
    public static Outcome Run(string folder, params string[] arguments) => Run(folder, isTerminal: false, arguments);

    /// <summary>Runs the command in a folder with its output on a terminal.</summary>
    public static Outcome RunOnTerminal(string folder, params string[] arguments) => Run(folder, isTerminal: true, arguments);

    private static Outcome Run(string folder, bool isTerminal, string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error, OutputIsTerminal: isTerminal, ErrorIsTerminal: false, Colour: false, folder);
        int exitCode = new AuditGraphProgram(terminal).Run(arguments);
        return new Outcome(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>How a command ended.</summary>
    internal sealed record Outcome(int ExitCode, string Output, string Error)
    {
        /// <summary>The one JSON document on standard output.</summary>
        public JsonNode Json => JsonNode.Parse(Output)!;
    }
}
