using System.CommandLine;
using AuditGraph.Cli.Output;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Cli.Commands;

/// <summary><c>auditgraph init</c>: makes a folder a workspace.</summary>
internal sealed class InitCommand : Command
{
    private readonly Terminal terminal;

    private readonly GlobalOptions options;

    private readonly Argument<string?> folder = new("DIR")
    {
        Description = "The folder; it is made where it is missing. The current folder when left out.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Flag force = new("--force", "Replace a job file that is there already.");

    private readonly Flag whatIf = new("--what-if", "Tell what would be written; write nothing.");

    /// <summary>Makes the command.</summary>
    public InitCommand(Terminal terminal, GlobalOptions options)
        : base("init", "Make a folder a workspace: a commented job file, and git told to leave the outputs alone.")
    {
        this.terminal = terminal;
        this.options = options;
        Arguments.Add(folder);
        Options.Add(force);
        Options.Add(whatIf);
        Options.Add(GlobalOptions.CreateFormat());
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        string name = parsed.GetValue(folder) ?? parsed.GetValue(options.Root) ?? ".";
        string root = NamedPath.Resolve(Path.GetFullPath(name, Path.IsPathFullyQualified(name) ? name : terminal.CurrentFolder));
        bool isTried = whatIf.IsGiven(parsed);
        var observer = new TerminalObserver(terminal, options.Verbose.IsGiven(parsed));
        StarterFile[] files = [.. WorkspaceStarter.Plan(root, force.IsGiven(parsed), observer.OnWarning)];
        var writer = new AtomicFile(new Disk());
        foreach (StarterFile file in isTried ? [] : files)
        {
            writer.Write(file.Path, file.Content);
        }

        if (GlobalOptions.WantsJson(parsed, terminal))
        {
            WriteJson(root, files, isTried);
        }
        else
        {
            WriteText(files, isTried);
        }

        return ExitCode.Ok;
    }

    private void WriteText(StarterFile[] files, bool isTried)
    {
        foreach (StarterFile file in files)
        {
            terminal.Output.WriteLine($"{(isTried ? "What if: would write " : "Wrote ")}{terminal.Show(file.Path)}");
        }

        if (!isTried)
        {
            terminal.Output.WriteLine("Run its job with 'auditgraph jobs run changed_since'.");
        }
    }

    private void WriteJson(string root, StarterFile[] files, bool isTried) =>
        terminal.Output.WriteLine(JsonText.Object(json =>
        {
            json.WriteString("status", "ok");
            json.WriteBoolean("whatIf", isTried);
            json.WriteString("root", root);
            json.WriteStartArray("files");
            foreach (StarterFile file in files)
            {
                json.WriteStringValue(file.Path);
            }

            json.WriteEndArray();
        }));
}
