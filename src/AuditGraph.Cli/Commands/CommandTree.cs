using System.CommandLine;

namespace AuditGraph.Cli.Commands;

/// <summary>All that the command line can say.</summary>
internal static class CommandTree
{
    private const string Name = "auditgraph";

    private const string Description = "Audit jobs over a folder: what changed, proved by content, with a record of every run.";

    private static readonly string[] AsksForMore = ["--help", "-h", "-?", "/h", "/?", "--version"];

    /// <summary>Makes the tree.</summary>
    /// <param name="terminal">Where the commands read and write.</param>
    /// <param name="options">The options that every command understands.</param>
    /// <param name="arguments">The command line that is to be parsed with it.</param>
    public static Command Create(Terminal terminal, GlobalOptions options, string[] arguments)
    {
        // The library's root command brings help, the version and completion along, and looks their descriptions up in
        // its resources, which takes as long as parsing the line. Only a line that asks for one of them gets them.
        Command root = Array.Exists(arguments, word => word.StartsWith('[') || AsksForMore.Contains(word))
            ? new RootCommand(Description)
            : new Command(Name, Description);
        root.Subcommands.Add(new Command("jobs", "List, run and test the jobs of a workspace.")
        {
            new JobsListCommand(terminal, options),
            new JobsRunCommand(terminal, options),
            new JobsTestCommand(terminal, options),
        });
        root.Subcommands.Add(new Command("runs", "Show what ran.")
        {
            new RunsListCommand(terminal, options),
        });
        root.Subcommands.Add(new Command("snapshots", "Remove what is kept no longer.")
        {
            new SnapshotsRemoveCommand(terminal, options),
        });
        root.Subcommands.Add(new Command("ledger", "Verify the record of the runs, and prove single ones to others.")
        {
            new LedgerVerifyCommand(terminal, options),
            new LedgerInitKeyCommand(terminal, options),
            new LedgerProofCommand(terminal, options),
        });
        root.Subcommands.Add(new SchemaCommand(terminal));
        root.Subcommands.Add(new VersionCommand(terminal));
        root.Options.Add(options.Root);
        root.Options.Add(options.Verbose);
        return root;
    }

    /// <summary>What a person types for a command of the tree.</summary>
    public static string PathOf(Command command)
    {
        var names = new List<string>();
        for (Symbol symbol = command; symbol.Parents.FirstOrDefault() is { } parent; symbol = parent)
        {
            names.Insert(0, symbol.Name);
        }

        return string.Join(' ', [Name, .. names]);
    }
}
