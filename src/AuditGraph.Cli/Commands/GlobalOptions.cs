using System.CommandLine;
using AuditGraph.Core.Actions;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Cli.Commands;

/// <summary>The options that every command understands, and what they lead to.</summary>
/// <param name="catalog">The actions that there are.</param>
internal sealed class GlobalOptions(ActionCatalog catalog)
{
    private const string FormatName = "--format";

    /// <summary>The format for machines.</summary>
    public const string Json = "json";

    private const string Table = "table";

    /// <summary>The actions that there are.</summary>
    public ActionCatalog Catalog { get; } = catalog;

    /// <summary><c>--root DIR</c>.</summary>
    public TextOption Root { get; } = new("--root")
    {
        Description = $"The workspace's root; else {WorkspaceLocator.RootVariable}, else the nearest workspace upward from the current folder.",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary><c>--verbose</c>.</summary>
    public Flag Verbose { get; } = new("--verbose", "Tell what is decided and done, and the cause of a failure.") { Recursive = true };

    /// <summary>Makes a command's own <c>--format json|table</c>.</summary>
    public static TextOption CreateFormat() => CreateFormat($"How the result is printed; {Table} on a terminal and {Json} otherwise.", Json, Table);

    /// <summary>Makes a command's own <c>--format</c>.</summary>
    public static TextOption CreateFormat(string description, params string[] formats)
    {
        var format = new TextOption(FormatName) { Description = description, HelpName = string.Join('|', formats) };
        format.AcceptOnlyFromAmong(formats);
        return format;
    }

    /// <summary>Whether machines read the output: <c>--format json</c>, or no format and no terminal.</summary>
    public static bool WantsJson(ParseResult parsed, Terminal terminal) =>
        parsed.CommandResult.Command is not IVerbatimOutput { FormatIsOfContent: true }
        && (FormatOf(parsed) is { } format
            ? format == Json
            : !terminal.OutputIsTerminal && parsed.CommandResult.Command is not IVerbatimOutput);

    /// <summary>The format that was asked for, or null.</summary>
    public static string? FormatOf(ParseResult parsed)
    {
        foreach (Option option in parsed.CommandResult.Command.Options)
        {
            if (option is TextOption { Name: FormatName } format && parsed.GetResult(format) is { Errors: var errors } && !errors.Any())
            {
                return parsed.GetValue(format);
            }
        }

        return null;
    }

    /// <summary>The workspace the command is about.</summary>
    /// <exception cref="AuditWorkspaceException">There is none.</exception>
    public Workspace Locate(ParseResult parsed, Terminal terminal)
    {
        string? root = parsed.GetValue(Root);
        return WorkspaceOpener.Locate(root, FolderFor(root, terminal));
    }

    /// <summary>The root of the workspace the command is about, whose settings need not be right.</summary>
    /// <exception cref="AuditWorkspaceException">There is none.</exception>
    public string FindRoot(ParseResult parsed, Terminal terminal)
    {
        string? root = parsed.GetValue(Root);
        return WorkspaceLocator.FindRoot(root, FolderFor(root, terminal));
    }

    /// <summary>The jobs of a workspace.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="isHashed">Whether the jobs are to carry the file's SHA-256, which a run records.</param>
    /// <exception cref="AuditConfigurationException">The job file is missing or has errors.</exception>
    public JobConfigFile LoadJobs(Workspace workspace, bool isHashed = true) =>
        JobConfig.Load(workspace.Root, isHashed: isHashed, actions: Catalog.Descriptors).RequireValid();

    /// <summary>Makes what runs the jobs of a workspace.</summary>
    public JobRunner OpenRunner(Workspace workspace) => new(workspace, new Disk(), TimeProvider.System, Catalog);

    // The current folder is only asked for where it matters: it may be gone.
    private static string FolderFor(string? root, Terminal terminal) => Path.IsPathFullyQualified(root ?? "") ? root! : terminal.CurrentFolder;
}
