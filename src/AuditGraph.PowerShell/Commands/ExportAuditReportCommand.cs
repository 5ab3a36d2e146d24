using System.Management.Automation;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Native;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;
using AuditGraph.PowerShell.Completion;
using AuditGraph.PowerShell.Pipeline;
using Microsoft.PowerShell.Commands;

namespace AuditGraph.PowerShell.Commands;

/// <summary>Writes what runs reported to files, in any format, whatever became of their outputs.</summary>
[Cmdlet(VerbsData.Export, "AuditReport", SupportsShouldProcess = true, DefaultParameterSetName = ByPath)]
[OutputType(typeof(FileInfo))]
public sealed class ExportAuditReportCommand : WorkspaceCmdlet
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";

    private const UnixFileMode Writing = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private readonly HashSet<string> written = [];
    private readonly AtomicFile files = new(new Disk());

    /// <summary>The runs, or their ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Run", "RunId")]
    [RunTransformation]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RunIdCompleter))]
    public AuditRunReference[] Id { get; set; } = [];

    /// <summary>
    /// The file, or a folder that is there, in which each report is called after its job and run; the session's current folder
    /// when left out.
    /// </summary>
    [Parameter(Position = 1, ParameterSetName = ByPath)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = ".";

    /// <summary>The file or folder, by a name that is taken as it is.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = "";

    /// <summary>The format; that of the file's extension when left out, and Markdown in a folder.</summary>
    [Parameter]
    [ValidateSet(
        "md", "json", "csv", "html", "sarif", "junit", "oscal", "sha256sum", "bsd", "hashdeep", "bagit", "mtree")]
    public string? Format { get; set; }

    /// <summary>Replaces also a file that may only be read.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Replaces no file.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForEachRun(
        Id,
        workspace => (new RunHistory(workspace.Paths, new Disk(), TimeProvider.System, new StreamObserver(this)), new RunReport(workspace.Paths, new Disk())),
        Export);

    private void Export((RunHistory History, RunReport Reports) opened, AuditRunReference asked)
    {
        AuditJobRun run = opened.History.Require(asked.Id);
        bool isLiteral = ParameterSetName == ByLiteralPath;
        string named = NamedPath.Resolve(ToOnePath(isLiteral ? LiteralPath : Path, isLiteral));
        bool isFolder = RegularFile.KindOf(named) == FileType.Directory;
        string format = Format?.ToLowerInvariant() ?? (isFolder ? ReportFormats.Names[0] : FormatOf(named));
        string file = isFolder ? System.IO.Path.Join(named, $"{run.Job}-{run.Id}.{ReportFormats.ExtensionOf(format)}") : named;
        RequireFree(file);
        WrittenReport report = Observe((_, cancellation) => opened.Reports.Export(run, format, cancellation));
        written.Add(file);
        string act = $"Write the report of the run {run.Id} of the job '{run.Job}' as {format} to {file}";
        if (!ShouldProcess($"{act}.", $"{act}?", MyInvocation.MyCommand.Name))
        {
            return;
        }

        files.Write(new NewFile(file, report.Content.Parts()));
        WriteObject(InvokeProvider.Item.Get([$"{FileSystemProvider.ProviderName}::{file}"], force: true, literalPath: true), enumerateCollection: true);
    }

    private void RequireFree(string file)
    {
        string? reason = RegularFile.KindOf(file) switch
        {
            _ when written.Contains(file) => "has the report of another run; each needs a file of its own",
            FileType.Unknown => null,
            FileType.File when NoClobber => "is there already",
            FileType.File => !Force && (RegularFile.PermissionsOf(file) & Writing) == 0 ? "may only be read" : null,
            _ => "is no regular file",
        };
        if (reason is not null)
        {
            throw new AuditRunException(RunErrors.ReportFileTaken, $"'{DisplayText.Escape(file)}' {reason}.") { Target = file };
        }
    }

    private static string FormatOf(string file) =>
        ReportFormats.OfPath(file, ReportFormats.All) ?? throw new AuditRunException(
            RunErrors.ReportFormatUnknown,
            $"The extension of '{DisplayText.Escape(file)}' tells no format; "
                + $"there are {string.Join(", ", ReportFormats.All)}.")
        { Target = file };
}
