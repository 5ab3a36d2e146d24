using System.Management.Automation;
using System.Text;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Workspaces;
using AuditGraph.PowerShell.Pipeline;

namespace AuditGraph.PowerShell.Commands;

/// <summary>Turns the findings about job files into one SARIF 2.1.0 document, fit for code scanning.</summary>
[Cmdlet(VerbsData.ConvertTo, "AuditSarif")]
[OutputType(typeof(string))]
public sealed class ConvertToAuditSarifCommand : AuditCmdlet
{
    private readonly List<ConfigFile> files = [];

    /// <summary>What <c>Test-AuditJobConfig</c> found; the files are read once more.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public JobConfigTestResult? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        files.Add(ConfigFiles.LoadFile(InputObject!.Path));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        using var document = new MemoryStream();
        string? repository = files.Count == 0 ? null : RepositoryFolder.Find(Path.GetDirectoryName(files[0].Path)!);
        SarifWriter.Write(document, files, repository ?? CurrentFolder, ToolVersion.Text);
        WriteObject(Encoding.UTF8.GetString(document.GetBuffer(), 0, (int)document.Length).TrimEnd('\n'));
    }
}
