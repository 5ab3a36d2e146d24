using System.CommandLine;
using AuditGraph.Cli.Output;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Cli.Commands;

/// <summary><c>auditgraph jobs test</c>: validates configuration files and shows every finding.</summary>
internal sealed class JobsTestCommand : Command
{
    private readonly Terminal terminal;

    private readonly GlobalOptions options;

    private readonly Argument<string[]> files = new("FILE")
    {
        Description = "The files to validate; the workspace's own configuration where none is named.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Flag fix = new("--fix", "Correct what can be corrected safely, touching nothing else, before the findings are shown.");

    /// <summary>Makes the command.</summary>
    public JobsTestCommand(Terminal terminal, GlobalOptions options)
        : base("test", "Validate configuration files (jobs.yaml, pkg.yaml, waivers.yaml) and show every mistake in them.")
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
        List<ConfigFile> tested = parsed.GetValue(files) is { Length: > 0 } named
            ? [.. named.Select(name => ConfigFiles.LoadFile(Path.GetFullPath(name, terminal.CurrentFolder)))]
            : ConfigFiles.LoadOwn(options.FindRoot(parsed, terminal));
        if (mayFix)
        {
            tested = [.. tested.Select(Fix)];
        }

        DiagnosticOutput.Write(terminal, tested, format ?? (terminal.OutputIsTerminal ? DiagnosticOutput.Text : DiagnosticOutput.Json));
        return tested.TrueForAll(file => file.IsValid) ? ExitCode.Ok : ExitCode.Failure;
    }

    private ConfigFile Fix(ConfigFile file)
    {
        int count = file.Content is null ? 0 : ConfigFixer.FixFile(file.Path, new Disk())?.AppliedCount ?? 0;
        if (count == 0)
        {
            return file;
        }

        terminal.Error.WriteLine($"{terminal.Show(file.Path)}: {CountText.Of(count, "fix", "fixes")} applied");
        return ConfigFiles.LoadFile(file.Path);
    }
}
