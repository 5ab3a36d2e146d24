using System.Management.Automation;
using AuditGraph.Core.Configuration;
using AuditGraph.PowerShell.Pipeline;

namespace AuditGraph.PowerShell.Commands;

/// <summary>Validates job configuration files and emits what was found, file by file.</summary>
[Cmdlet(VerbsDiagnostic.Test, "AuditJobConfig", DefaultParameterSetName = ByPath)]
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

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            foreach (JobConfigFile file in LoadFiles())
            {
                WriteObject(Quiet ? file.IsValid : file.ToTestResult());
            }
        }
        catch (AuditException failure)
        {
            WriteSetupError(failure);
        }
    }

    private IEnumerable<JobConfigFile> LoadFiles()
    {
        if (ParameterSetName == ByLiteralPath)
        {
            return LiteralPath.Select(path => LoadFile(ToFullPath(path)));
        }

        return Path is null ? [JobConfig.Load(OpenWorkspace().Root)] : Path.SelectMany(Expand).Select(LoadFile);
    }

    /// <summary>A file's jobs belong to the workspace that holds its <c>config</c> folder.</summary>
    private static JobConfigFile LoadFile(string path) =>
        JobConfig.LoadFile(path, System.IO.Path.GetDirectoryName(System.IO.Path.GetDirectoryName(path)) ?? "/");

    private IEnumerable<string> Expand(string path)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(path))
        {
            return [ToFullPath(path)];
        }

        return SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _);
    }
}
