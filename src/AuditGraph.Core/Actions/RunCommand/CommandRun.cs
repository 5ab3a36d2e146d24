using AuditGraph.Core.Actions.RunCommand.Protocol;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Processes;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Actions.RunCommand;

/// <summary>Runs a command once, and puts what it wrote onto the shelf of evidence, however it ends.</summary>
/// <param name="arguments">The job's arguments.</param>
/// <param name="context">The run.</param>
internal sealed class CommandRun(CommandArguments arguments, ActionContext context)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly CommandEnvironment environment = OutsideOf(arguments);

    /// <summary>The environment that it sees.</summary>
    public CommandEnvironment Environment => environment;

    /// <summary>Masks what may not be kept of what it writes.</summary>
    public CommandMasks Masks => new(context.Workspace.Settings.Redaction, environment.Secrets);

    /// <summary>Finds its program.</summary>
    /// <exception cref="AuditRunException"><c>CommandNotFound</c>.</exception>
    public CommandProgram FindProgram() =>
        CommandProgram.Find(arguments.Command[0], context.Workspace.Root, environment.SearchPath);

    /// <summary>The folder that it starts in, as an absolute path.</summary>
    /// <exception cref="AuditRunException"><c>CommandNotStarted</c>: there is no such folder.</exception>
    public string FindFolder()
    {
        string folder = Path.Join(context.Workspace.Root, arguments.WorkingDirectory);
        try
        {
            return PlainFolder.Exists(folder)
                ? Path.TrimEndingDirectorySeparator(folder)
                : throw new IOException($"There is no folder '{DisplayText.Escape(folder)}'.");
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or AuditWorkspaceException)
        {
            throw NotStarted(failure);
        }
    }

    /// <summary>Runs it.</summary>
    /// <param name="program">Its program.</param>
    /// <param name="cancellation">Tells it to end, and kills it after a while.</param>
    /// <exception cref="AuditRunException"><c>CommandNotStarted</c>, <c>CommandFailed</c>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled, and has ended.</exception>
    public CommandOutcome Run(CommandProgram program, CancellationToken cancellation)
    {
        ProcessOutcome outcome = Start(program, cancellation);
        StreamText output = Keep("stdout", outcome.Output, outcome.OutputBytes);
        StreamText error = Keep("stderr", outcome.Exit.Error, outcome.ErrorBytes);
        cancellation.ThrowIfCancellationRequested();
        if (outcome.Exit.Signal is { } signal)
        {
            throw Failed($"was ended by the signal {SignalName.Of(signal)}", output, error);
        }

        AuditVerdict verdict = arguments.ExitCodes.VerdictOf(outcome.Exit.Code)
            ?? throw Failed(
                $"ended with the exit code {outcome.Exit.Code}, which 'exit_codes' gives no meaning", output, error);
        return new CommandOutcome(outcome.Exit.Code, verdict, outcome.Output, outcome.OutputBytes > outcome.Output.Length)
        {
            Remarks = [.. new[] { output.Remark, error.Remark }.OfType<string>()],
        };
    }

    private ProcessOutcome Start(CommandProgram program, CancellationToken cancellation)
    {
        var request = new ProcessRequest
        {
            Program = program.Path,
            Arguments = [.. arguments.Command.Skip(1)],
            Environment = environment.Values,
            WorkingFolder = FindFolder(),
            KeptErrorBytes = arguments.OutputLimit,
            Grace = Grace,
            Input = arguments.ProtocolArguments is { } told
                ? ProtocolInput.Write(context.Job.Name, context.Workspace.Root, ProtocolValues.ToJson(told))
                : default,
        };
        try
        {
            return ChildProcess.Capture(request, arguments.OutputLimit, cancellation);
        }
        catch (IOException failure)
        {
            throw NotStarted(failure);
        }
        finally
        {
            // It may have changed what others are to see.
            context.Sight.Forget();
        }
    }

    private StreamText Keep(string name, byte[] kept, long written)
    {
        var text = StreamText.Of(name, kept, written, Masks);
        if (text.Pack() is { } packed)
        {
            context.Evidence.Add(packed);
        }

        return text;
    }

    private AuditRunException Failed(string how, StreamText output, StreamText error)
    {
        string last = error.LastLines.Length > 0 ? error.LastLines : output.LastLines;
        string wrote = last.Length == 0 ? ", and wrote nothing" : $"; it wrote last: {last}";
        return new AuditRunException(RunErrors.CommandFailed, $"The command {arguments.Words} {how}{wrote}")
        {
            Target = context.Job.Name,
        };
    }

    private AuditRunException NotStarted(Exception failure) =>
        new(RunErrors.CommandNotStarted, $"The command {arguments.Words} could not be started: {failure.Message}", failure)
        {
            Target = context.Job.Name,
        };

    private static CommandEnvironment OutsideOf(CommandArguments arguments) =>
        new(arguments.Variables, System.Environment.GetEnvironmentVariables());
}
