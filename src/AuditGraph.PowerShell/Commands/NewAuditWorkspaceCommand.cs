using System.Management.Automation;
using System.Text;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Native;
using AuditGraph.Core.Workspaces;
using AuditGraph.PowerShell.Pipeline;
using Microsoft.PowerShell.Commands;

namespace AuditGraph.PowerShell.Commands;

/// <summary>Makes a folder a workspace: a commented job file, and git told to leave the outputs alone.</summary>
[Cmdlet(VerbsCommon.New, "AuditWorkspace", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class NewAuditWorkspaceCommand : AuditCmdlet
{
    private readonly AtomicFile files = new(new Disk());

    /// <summary>The folder; it is made where it is missing. The session's current folder when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Root", "Workspace", "PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = ["."];

    /// <summary>Replaces a job file that is there already.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in Path)
        {
            try
            {
                Create(NamedPath.Resolve(ToFullPath(path)));
            }
            catch (AuditException failure)
            {
                WriteError(failure.ToErrorRecord());
            }
        }
    }

    private void Create(string root)
    {
        WorkspaceFolders.Check(System.IO.Path.GetDirectoryName(System.IO.Path.Join(root, WorkspaceStarter.JobFile))!);
        string jobs = System.IO.Path.Join(root, WorkspaceStarter.JobFile);
        if (RegularFile.KindOf(jobs) != FileType.Unknown && !Force)
        {
            throw new AuditWorkspaceException(WorkspaceErrors.JobFileExists, $"'{jobs}' is there already.") { Target = jobs };
        }

        if (ShouldProcess(jobs, "Write the job file"))
        {
            files.Write(jobs, Encoding.UTF8.GetBytes(WorkspaceStarter.Jobs));
            // As Get-Item would emit it: with its path in PowerShell, and with what its view shows.
            WriteObject(InvokeProvider.Item.Get([$"{FileSystemProvider.ProviderName}::{jobs}"], force: true, literalPath: true), enumerateCollection: true);
        }

        AddIgnored(System.IO.Path.Join(root, WorkspaceStarter.IgnoreFile));
    }

    private void AddIgnored(string path)
    {
        string current;
        try
        {
            current = Encoding.UTF8.GetString(RegularFile.TryRead(path, WorkspaceStarter.LongestIgnoreFile) ?? []);
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            WriteWarning($"{failure.Message} It was left as it is; git is to leave .pkg/ and exports/ alone.");
            return;
        }

        if (WorkspaceStarter.AddIgnored(current) is { } text && ShouldProcess(path, "Add .pkg/ and exports/"))
        {
            files.Write(path, Encoding.UTF8.GetBytes(text));
        }
    }
}
