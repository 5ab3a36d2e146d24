using System.Management.Automation;
using AuditGraph.Core.Workspaces;
using AuditGraph.PowerShell.Pipeline;
using Microsoft.PowerShell.Commands;

namespace AuditGraph.PowerShell.Commands;

/// <summary>Makes a folder a workspace: a commented job file, and git, where there is any, told to leave the outputs alone.</summary>
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
        foreach (StarterFile file in WorkspaceStarter.Plan(root, Force, WriteWarning))
        {
            if (!ShouldProcess(file.Path, file.Purpose))
            {
                continue;
            }

            files.Write(file.Path, file.Content);
            if (file.IsJobFile)
            {
                // As Get-Item would emit it: with its path in PowerShell, and with what its view shows.
                WriteObject(InvokeProvider.Item.Get([$"{FileSystemProvider.ProviderName}::{file.Path}"], force: true, literalPath: true), enumerateCollection: true);
            }
        }
    }
}
