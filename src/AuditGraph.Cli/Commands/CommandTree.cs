using System.CommandLine;

namespace AuditGraph.Cli.Commands;

/// <summary>All that the command line can say.</summary>
internal static class CommandTree
{
    /// <summary>What asks for help.</summary>
    public const string HelpOption = "--help";

    private const string Name = "auditgraph";

    private const string Description = "Audit jobs over a folder: what changed, proved by content, with a record of every run.";

    // A word that begins with '@' is a folder's or a job's name here, never a file with more words.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    private static readonly string[] AsksForMore = [HelpOption, "-h", "-?", "/h", "/?", "--version"];

    /// <summary>Takes a command line apart.</summary>
    /// <param name="terminal">Where the commands read and write.</param>
    /// <param name="options">The options that every command understands.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="isWhole">Whether all commands are to be known, and not only those that the line names.</param>
    public static ParseResult Parse(Terminal terminal, GlobalOptions options, string[] arguments, bool isWhole = false) =>
        Create(terminal, options, isWhole ? [HelpOption] : arguments).Parse(arguments, Parsing);

    /// <summary>Whether a line names a command that only holds others, and is wrong in nothing else.</summary>
    public static bool IsBare(ParseResult parsed) =>
        parsed.CommandResult.Command is { Subcommands.Count: > 0 } && parsed is { Errors.Count: 1, UnmatchedTokens.Count: 0 };

    private static Command Create(Terminal terminal, GlobalOptions options, string[] arguments)
    {
        // The library's root command brings help, the version and completion along, and looks their descriptions up in
        // its resources, which takes 6.0 ms of a start. Only a line that asks for one of them gets them.
        bool asksForMore = Array.Exists(arguments, word => word.StartsWith('[') || AsksForMore.Contains(word));
        Command root = asksForMore ? new RootCommand(Description) : new Command(Name, Description);
        Fill(
            root,
            asksForMore ? [] : arguments,
            new Branch("init", _ => new InitCommand(terminal, options)),
            new Branch("jobs", words => Fill(
                new Command("jobs", "List, plan, run, explain and test the jobs of a workspace."),
                words,
                new Branch("list", _ => new JobsListCommand(terminal, options)),
                new Branch("run", _ => new JobsRunCommand(terminal, options)),
                new Branch("plan", _ => new JobsPlanCommand(terminal, options)),
                new Branch("why", _ => new JobsWhyCommand(terminal, options)),
                new Branch("test", _ => new JobsTestCommand(terminal, options)))),
            new Branch("runs", words => Fill(
                new Command("runs", "Show what ran."),
                words,
                new Branch("list", _ => new RunsListCommand(terminal, options)))),
            new Branch("report", _ => new ReportCommand(terminal, options)),
            new Branch("findings", _ => new FindingsCommand(terminal, options)),
            new Branch("waivers", words => Fill(
                new Command("waivers", "List what is set aside of what checks find, and set more aside."),
                words,
                new Branch("list", _ => new WaiversListCommand(terminal, options)),
                new Branch("add", _ => new WaiversAddCommand(terminal, options)))),
            new Branch("baseline", words => Fill(
                new Command("baseline", "Approve what checks compare with, and show who approved what and why."),
                words,
                new Branch("approve", _ => new BaselineApproveCommand(terminal, options)),
                new Branch("list", _ => new BaselineListCommand(terminal, options)),
                new Branch("show", _ => new BaselineShowCommand(terminal, options)))),
            new Branch("policy", words => Fill(
                new Command("policy", "Explain what is watched of which paths."),
                words,
                new Branch("explain", _ => new PolicyExplainCommand(terminal, options)))),
            new Branch("snapshots", words => Fill(
                new Command("snapshots", "Remove what is kept no longer."),
                words,
                new Branch("remove", _ => new SnapshotsRemoveCommand(terminal, options)))),
            new Branch("ledger", words => Fill(
                new Command("ledger", "Verify the record of the runs, and prove single ones to others."),
                words,
                new Branch("verify", _ => new LedgerVerifyCommand(terminal, options)),
                new Branch("init-key", _ => new LedgerInitKeyCommand(terminal, options)),
                new Branch("proof", _ => new LedgerProofCommand(terminal, options)),
                new Branch("check-proof", _ => new LedgerCheckProofCommand(terminal)))),
            new Branch("schema", _ => new SchemaCommand(terminal, options)),
            new Branch("version", _ => new VersionCommand(terminal)));
        root.Options.Add(options.Root);
        root.Options.Add(options.Verbose);
        return root;
    }

    // Of the commands only those are made whose names are on the line, which saves 2.0 ms of a start; all where none is,
    // so that its mistake can be told.
    private static Command Fill(Command parent, string[] words, params Branch[] branches)
    {
        bool isAnyNamed = Array.Exists(branches, branch => words.Contains(branch.Name));
        foreach (Branch branch in branches)
        {
            if (!isAnyNamed || words.Contains(branch.Name))
            {
                parent.Subcommands.Add(branch.Make(words));
            }
        }

        return parent;
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

    /// <summary>A command that may be made.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Make">Makes it, and below it what the words of the line ask for.</param>
    private sealed record Branch(string Name, Func<string[], Command> Make);
}
