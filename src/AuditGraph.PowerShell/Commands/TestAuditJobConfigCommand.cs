using System.Management.Automation;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Workspaces;
using AuditGraph.PowerShell.Pipeline;

namespace AuditGraph.PowerShell.Commands;

/// <summary>Validates configuration files and emits what was found, file by file.</summary>
[Cmdlet(VerbsDiagnostic.Test, "AuditJobConfig", SupportsShouldProcess = true, DefaultParameterSetName = ByPath)]
[OutputType(typeof(JobConfigTestResult), typeof(bool))]
public sealed class TestAuditJobConfigCommand : WorkspaceCmdlet
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";

    /// <summary>The files; wildcards are understood. The workspace's own job file and settings when left out.</summary>
    [Parameter(Position = 0, ParameterSetName = ByPath, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>The files, by names that are taken as they are.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Emits whether each file that was named is valid, or the whole configuration where none was, instead of what was found.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Applies the safe fixes first, touching no other character, and tests what results.</summary>
    [Parameter]
    public SwitchParameter Fix { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ByPath && Path is null)
        {
            TestOwn();
            return;
        }

        bool isLiteral = ParameterSetName == ByLiteralPath;
        ForEachFile(isLiteral ? LiteralPath : Path!, isLiteral, path =>
        {
            ConfigFile file = Mend(ConfigFiles.LoadFile(path));
            WriteObject(Quiet ? file.IsValid : file.ToTestResult());
        });
    }

    // A workspace may have several files, of which one answer is wanted: a list of two is true whatever is in it.
    private void TestOwn()
    {
        try
        {
            string root = WorkspaceLocator.FindRoot(Root is null ? null : ToFullPath(Root), CurrentFolder);
            ConfigFile[] files = [.. ConfigFiles.LoadOwn(root).Select(Mend)];
            if (Quiet)
            {
                WriteObject(Array.TrueForAll(files, file => file.IsValid));
                return;
            }

            foreach (ConfigFile file in files)
            {
                WriteObject(file.ToTestResult());
            }
        }
        catch (AuditException failure)
        {
            WriteSetupError(failure);
        }
    }

    private ConfigFile Mend(ConfigFile file)
    {
        int fixes = Fix ? file.Diagnostics.Count(diagnostic => diagnostic.Fix is not null) : 0;
        if (fixes == 0 || !ShouldProcess(file.Path, $"Apply {CountText.Of(fixes, "safe fix", "safe fixes")}"))
        {
            return file;
        }

        int applied = ConfigFixer.FixFile(file.Path, new Disk())?.AppliedCount ?? 0;
        WriteVerbose($"{CountText.Of(applied, "fix was", "fixes were")} applied to '{file.Path}'.");
        return ConfigFiles.LoadFile(file.Path);
    }
}
