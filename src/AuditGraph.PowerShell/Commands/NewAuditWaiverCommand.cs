using System.Management.Automation;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Workspaces;
using AuditGraph.PowerShell.Completion;
using AuditGraph.PowerShell.Pipeline;

namespace AuditGraph.PowerShell.Commands;

/// <summary>
/// Sets findings aside: writes waivers into the workspace's file, and leaves all else in it as it is.
/// </summary>
[Cmdlet(VerbsCommon.New, "AuditWaiver", SupportsShouldProcess = true, DefaultParameterSetName = OfRule)]
[OutputType(typeof(AuditWaiver))]
public sealed class NewAuditWaiverCommand : WorkspaceCmdlet
{
    private const string OfRule = "Rule";

    private const string OfFinding = "Finding";

    /// <summary>The rule whose findings are set aside.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = OfRule)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FindingRuleCompleter))]
    public string? Rule { get; set; }

    /// <summary>In which files: a pattern as in a .gitignore file. Everywhere when left out.</summary>
    [Parameter(Position = 1, ParameterSetName = OfRule)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The findings that are set aside, by their fingerprints.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OfFinding, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FingerprintCompleter))]
    public string[] Fingerprint { get; set; } = [];

    /// <summary>Why it is right to set them aside.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Reason { get; set; } = "";

    /// <summary>Who answers for it.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Owner { get; set; } = "";

    /// <summary>The last day, in UTC, on which it holds.</summary>
    [Parameter(Mandatory = true)]
    [DayTransformation]
    public DateOnly Expires { get; set; }

    /// <summary>Where it was decided, such as the number of a ticket.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Ticket { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        WaiverEditor editor;
        try
        {
            editor = new WaiverEditor(OpenWorkspace().Root, new Disk(), TimeProvider.System);
        }
        catch (AuditException failure)
        {
            WriteSetupError(failure);
            return;
        }

        if (ParameterSetName == OfRule)
        {
            Add(editor, Rule, null);
            return;
        }

        foreach (string fingerprint in Fingerprint)
        {
            Add(editor, null, fingerprint);
        }
    }

    private void Add(WaiverEditor editor, string? rule, string? fingerprint)
    {
        var waiver = new AuditWaiver
        {
            Rule = rule,
            Path = rule is null ? null : Path,
            Fingerprint = fingerprint,
            Reason = Reason,
            Owner = Owner,
            Expires = Expires,
            Ticket = Ticket,
        };
        try
        {
            editor.Preview(waiver);
            if (ShouldProcess(editor.Path, $"Set aside {(fingerprint is null ? $"what '{rule}' finds in '{Path ?? "**"}'" : $"the finding {fingerprint}")}"))
            {
                editor.Add(waiver);
                WriteObject(waiver);
            }
        }
        catch (AuditException failure)
        {
            WriteError(failure.ToErrorRecord());
        }
    }
}
