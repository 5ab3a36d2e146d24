using System.CommandLine;
using System.Runtime.InteropServices;
using AuditGraph.Cli.Commands;
using AuditGraph.Cli.Output;

namespace AuditGraph.Cli;

/// <summary>The command <c>auditgraph</c>: takes the command line apart, runs what it names, tells of failures.</summary>
internal sealed class AuditGraphProgram(Terminal terminal)
{
    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">Its words.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public int Run(string[] arguments)
    {
        using var stop = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        var options = new GlobalOptions();
        ParseResult parsed = CreateRoot(options, stop.Token).Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            return TellUsage(parsed);
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
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return Tell(parsed, options, ErrorOutput.Unforeseen(failure));
        }
    }

    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        // The run is ended in order: recorded as cancelled, with nothing half written.
        signal.Cancel = true;
        stop.Cancel();
    }

    private RootCommand CreateRoot(GlobalOptions options, CancellationToken stop)
    {
        var jobs = new Command("jobs", "List, run and test the jobs of a workspace.")
        {
            new JobsListCommand(terminal, options),
            new JobsRunCommand(terminal, options, stop),
            new JobsTestCommand(terminal, options),
        };
        var runs = new Command("runs", "Show what ran.")
        {
            new RunsListCommand(terminal, options),
        };
        var root = new RootCommand("Audit jobs over a folder: what changed, proved by content, with a record of every run.")
        {
            jobs,
            runs,
            new VersionCommand(terminal),
        };
        root.Options.Add(options.Root);
        root.Options.Add(options.Verbose);
        return root;
    }

    private int TellUsage(ParseResult parsed)
    {
        string message = string.Join(" ", parsed.Errors.Select(error => error.Message));
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
            terminal.Error.WriteLine($"error: {message}");
            terminal.Error.WriteLine($"  Run '{CommandPath(parsed.CommandResult.Command)} --help' to see how it is used.");
        }

        return ExitCode.Usage;
    }

    private int Tell(ParseResult parsed, GlobalOptions options, AuditException error)
    {
        ErrorOutput.Write(terminal, error, GlobalOptions.WantsJson(parsed, terminal), parsed.GetValue(options.Verbose));
        return ExitCode.Failure;
    }

    private static string CommandPath(Command command)
    {
        var names = new List<string>();
        for (Symbol? symbol = command; symbol is not (null or RootCommand); symbol = symbol.Parents.FirstOrDefault())
        {
            names.Insert(0, symbol.Name);
        }

        return string.Join(' ', ["auditgraph", .. names]);
    }
}
