using System.CommandLine;
using AuditGraph.Cli.Output;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Cli.Commands;

/// <summary><c>auditgraph jobs test</c>: validates job files and shows every finding.</summary>
internal sealed class JobsTestCommand : Command
{
    private readonly Terminal terminal;

    private readonly GlobalOptions options;

    private readonly Argument<string[]> files = new("FILE")
    {
        Description = "The files to validate; the workspace's own job file where none is named.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Flag fix = new("--fix", "Correct what can be corrected safely, touching nothing else, before the findings are shown.");

    /// <summary>Makes the command.</summary>
    public JobsTestCommand(Terminal terminal, GlobalOptions options)
        : base("test", "Validate job files and show every mistake in them.")
    {
        this.terminal = terminal;
        this.options = options;
        Arguments.Add(files);
        Options.Add(fix);
        Options.Add(GlobalOptions.CreateFormat(
            $"How the findings are printed; {DiagnosticOutput.Text} on a terminal and {DiagnosticOutput.Json} otherwise.",
            DiagnosticOutput.Text, DiagnosticOutput.Json, DiagnosticOutput.Sarif, DiagnosticOutput.GitHub));
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        string? format = GlobalOptions.FormatOf(parsed);
        bool mayFix = fix.IsGiven(parsed);
        List<JobConfigFile> tested = parsed.GetValue(files) is { Length: > 0 } named
            ? [.. named.Select(name => Load(Path.GetFullPath(name, terminal.CurrentFolder), mayFix))]
            : [LoadOwn(options.Locate(parsed, terminal).Root, mayFix)];
        DiagnosticOutput.Write(terminal, tested, format ?? (terminal.OutputIsTerminal ? DiagnosticOutput.Text : DiagnosticOutput.Json));
        return tested.TrueForAll(file => file.IsValid) ? ExitCode.Ok : ExitCode.Failure;
    }

    // A file's jobs belong to the workspace that holds its config folder.
    private JobConfigFile Load(string path, bool mayFix)
    {
        path = NamedPath.ResolveFolder(path);
        string root = Path.GetDirectoryName(Path.GetDirectoryName(path)) ?? "/";
        return (mayFix ? Fix(path, root) : null) ?? JobConfig.LoadFile(path, root);
    }

    private JobConfigFile LoadOwn(string root, bool mayFix)
    {
        JobConfigFile file = JobConfig.Load(root);
        return (mayFix && file.Content is not null ? Fix(file.Path, root) : null) ?? file;
    }

    private JobConfigFile? Fix(string path, string root)
    {
        JobConfigFixResult? result = JobConfigFixer.FixFile(path, root, new AtomicFile(new Disk()));
        if (result is { AppliedCount: > 0 and int count })
        {
            terminal.Error.WriteLine($"{terminal.Show(path)}: {CountText.Of(count, "fix", "fixes")} applied");
        }

        return result?.File;
    }
}
