using System.CommandLine;
using AuditGraph.Cli.Commands;
using AuditGraph.Cli.Output;
using AuditGraph.Core.Actions;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Cli;

/// <summary>The command <c>auditgraph</c>: takes the command line apart, runs what it names, tells of failures.</summary>
/// <param name="terminal">Where it runs.</param>
/// <param name="catalog">The actions that there are; null for those of the product.</param>
internal sealed class AuditGraphProgram(Terminal terminal, ActionCatalog? catalog = null)
{
    private readonly ActionCatalog actions = catalog ?? ActionCatalog.Product;

    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">Its words.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public int Run(string[] arguments)
    {
        try
        {
            return RunCommand(arguments);
        }
        catch (OutputException failure)
        {
            terminal.Error.WriteLine($"error: {DisplayText.Escape(failure.Message)}");
            return ExitCode.Failure;
        }
    }

    private int RunCommand(string[] arguments)
    {
        var options = new GlobalOptions(actions);
        ParseResult parsed = CommandTree.Parse(terminal, options, arguments);
        List<string> strays = StrayWords.Find(parsed, arguments);
        if (strays.Count > 0 || parsed.Errors.Count > 0)
        {
            // Only now with all there is, so that a mistake can be told with what was meant.
            ParseResult all = CommandTree.Parse(terminal, new GlobalOptions(actions), arguments, isWhole: true);
            return strays.Count > 0 ? TellUsage(all, StrayWords.Describe(all, strays))
                : CommandTree.IsBare(all) ? RunCommand([.. arguments, CommandTree.HelpOption])
                : TellUsage(parsed, parsed.Errors.Select(error => error.Message));
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration
            {
                Output = terminal.Output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (AuditException error)
        {
            return Tell(parsed, options, error);
        }
        catch (Exception failure) when (failure is not (OutOfMemoryException or OutputException))
        {
            return Tell(parsed, options, ErrorOutput.Unforeseen(failure));
        }
    }

    private int TellUsage(ParseResult parsed, IEnumerable<string> mistakes)
    {
        string message = string.Join(" ", mistakes);
        if (GlobalOptions.WantsJson(parsed, terminal))
        {
            terminal.Output.WriteLine(JsonText.Object(json =>
            {
                json.WriteString("status", "error");
                json.WriteString("message", message);
                json.WriteStartObject("detail");
                json.WriteString("code", "usage");
                json.WriteEndObject();
            }));
        }
        else
        {
            terminal.Error.WriteLine($"error: {DisplayText.Escape(message)}");
            terminal.Error.WriteLine($"  Run '{CommandTree.PathOf(parsed.CommandResult.Command)} --help' to see how it is used.");
        }

        return ExitCode.Usage;
    }

    private int Tell(ParseResult parsed, GlobalOptions options, AuditException error)
    {
        ErrorOutput.Write(terminal, error, GlobalOptions.WantsJson(parsed, terminal), options.Verbose.IsGiven(parsed));
        return error is AuditConfigurationException ? ExitCode.Usage : ExitCode.Failure;
    }
}
