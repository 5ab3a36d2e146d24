using System.Management.Automation;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Workspaces;
using AuditGraph.PowerShell.Pipeline;

namespace AuditGraph.PowerShell.Commands;

/// <summary>Validates job configuration files and emits what was found, file by file.</summary>
[Cmdlet(VerbsDiagnostic.Test, "AuditJobConfig", SupportsShouldProcess = true, DefaultParameterSetName = ByPath)]
[OutputType(typeof(JobConfigTestResult), typeof(bool))]
public sealed class TestAuditJobConfigCommand : WorkspaceCmdlet
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";

    /// <summary>The files; wildcards are understood. The workspace's own job file when left out.</summary>
    [Parameter(Position = 0, ParameterSetName = ByPath, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>The files, by names that are taken as they are.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Emits whether each file is valid, instead of what was found.</summary>
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
        ForEachFile(isLiteral ? LiteralPath : Path!, isLiteral, file => Write(LoadFile(file)));
    }

    private void TestOwn()
    {
        try
        {
            Write(LoadOwn());
        }
        catch (AuditException failure)
        {
            WriteSetupError(failure);
        }
    }

    private void Write(JobConfigFile file) => WriteObject(Quiet ? file.IsValid : file.ToTestResult());

    private JobConfigFile LoadOwn()
    {
        string root = OpenWorkspace().Root;
        JobConfigFile file = JobConfig.Load(root);
        return Mend(file, root) ?? file;
    }

    /// <summary>A file's jobs belong to the workspace that holds its <c>config</c> folder.</summary>
    private JobConfigFile LoadFile(string path)
    {
        path = NamedPath.ResolveFolder(path);
        string root = System.IO.Path.GetDirectoryName(System.IO.Path.GetDirectoryName(path)) ?? "/";
        JobConfigFile file = JobConfig.LoadFile(path, root);
        return Mend(file, root) ?? file;
    }

    private JobConfigFile? Mend(JobConfigFile file, string root)
    {
        int fixes = Fix ? file.Diagnostics.Count(diagnostic => diagnostic.Fix is not null) : 0;
        if (fixes == 0 || !ShouldProcess(file.Path, $"Apply {CountText.Of(fixes, "safe fix", "safe fixes")}"))
        {
            return null;
        }

        JobConfigFixResult? result = JobConfigFixer.FixFile(file.Path, root, new AtomicFile(new Disk()));
        WriteVerbose($"{CountText.Of(result?.AppliedCount ?? 0, "fix was", "fixes were")} applied to '{file.Path}'.");
        return result?.File;
    }
}
