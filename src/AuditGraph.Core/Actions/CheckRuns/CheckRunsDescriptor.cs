using AuditGraph.Core.Actions.Parameters;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Actions.CheckRuns;

/// <summary>What <c>check.runs</c> says of itself.</summary>
internal static class CheckRunsDescriptor
{
    /// <summary>The description.</summary>
    public static ActionDescriptor Value { get; } = new()
    {
        Type = "check.runs",
        Summary = "Checks that other jobs ran well, within a time and with a verdict, in a ledger that verifies.",
        ReportVersion = 1,
        IsCheck = true,
        Formats = ReportFormats.Names,
        FailKinds = SeverityWords.FailKinds,
        Parameters = ValueList.Create<ActionParameter>((ActionParameter[])
        [
            new()
            {
                Name = RunKeys.Runs,
                Kind = ActionParameterKind.Mappings,
                Required = true,
                Summary = "What is asked of the runs of which jobs.",
                Members = ValueList.Create<ActionParameter>((ActionParameter[])
                [
                    new()
                    {
                        Name = RunKeys.Job,
                        Kind = ActionParameterKind.Job,
                        Required = true,
                        Summary = "The job.",
                    },
                    new()
                    {
                        Name = RunKeys.Within,
                        Kind = ActionParameterKind.Duration,
                        Required = true,
                        Summary = "How long ago the last of its runs that ended well may have begun, such as 24h.",
                    },
                    new()
                    {
                        Name = RunKeys.Verdict,
                        Kind = ActionParameterKind.Text,
                        Default = SeverityWords.Of(AuditVerdict.Pass),
                        AllowedValues = ValueList.Create<string>(
                        (string[])[
                            SeverityWords.Of(AuditVerdict.Pass),
                            SeverityWords.Of(AuditVerdict.Warn),
                            RunKeys.Any,
                        ]),
                        Summary = "The worst verdict that this run may have; any: also none, as that of a report.",
                    },
                    CheckParameters.Severity,
                ]),
            },
            new()
            {
                Name = RunKeys.Checkpoint,
                Kind = ActionParameterKind.Text,
                Summary = "A file with a checkpoint of the ledger that was kept, which the ledger must continue; "
                    + "where it begins with no '/', from the workspace's root.",
            },
            new()
            {
                Name = RunKeys.PublicKey,
                Kind = ActionParameterKind.Text,
                Summary = "A file with the key, in PEM, that must have signed the ledger; where it begins with no '/', "
                    + "from the workspace's root.",
            },
        ]),
    };
}
