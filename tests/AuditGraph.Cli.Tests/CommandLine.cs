using System.Diagnostics;
using System.Text.Json.Nodes;
using AuditGraph.Core.Actions;

namespace AuditGraph.Cli.Tests;

/// <summary>Runs the command as a shell would, with its output going where a test can see it.</summary>
internal static class CommandLine
{
    /// <summary>Runs the command in a folder with its output redirected.</summary>
    public static Outcome Run(string folder, params string[] arguments) => Run(folder, isTerminal: false, arguments);

    /// <summary>Runs the command in a folder with its output on a terminal.</summary>
    public static Outcome RunOnTerminal(string folder, params string[] arguments) => Run(folder, isTerminal: true, arguments);

    /// <summary>Runs the command in a folder with its output on a terminal of some width.</summary>
    public static Outcome RunOnTerminal(string folder, int columns, params string[] arguments) => Run(folder, isTerminal: true, arguments, columns: columns);

    /// <summary>Runs the command in a folder with its output on a terminal that shows colour.</summary>
    public static Outcome RunInColour(string folder, params string[] arguments) => Run(folder, isTerminal: true, arguments, colour: true);

    /// <summary>Starts the command in a folder as a process of its own, with its output redirected.</summary>
    public static Process Start(string folder, params string[] arguments) => Start(folder, [], arguments);

    /// <summary>Starts the command as a process of its own, with variables set, or taken away where their value is null.</summary>
    public static Process Start(string folder, (string Name, string? Value)[] variables, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Join(AppContext.BaseDirectory, "auditgraph.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("AUDITGRAPH_ROOT");
        foreach ((string name, string? value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs the command in a folder with other actions than the product's.</summary>
    public static Outcome Run(string folder, ActionCatalog catalog, bool isTerminal, params string[] arguments) =>
        Run(folder, isTerminal, arguments, catalog: catalog);

    private static Outcome Run(
        string folder, bool isTerminal, string[] arguments, bool colour = false, int? columns = null, ActionCatalog? catalog = null)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error, OutputIsTerminal: isTerminal, ErrorIsTerminal: false, colour, () => folder) { Columns = columns };
        int exitCode = new AuditGraphProgram(terminal, catalog).Run(arguments);
        return new Outcome(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>How a command ended.</summary>
    internal sealed record Outcome(int ExitCode, string Output, string Error)
    {
        /// <summary>The one JSON document on standard output.</summary>
        public JsonNode Json => JsonNode.Parse(Output)!;
    }
}
