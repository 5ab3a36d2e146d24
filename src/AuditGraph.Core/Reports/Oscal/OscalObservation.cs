using System.Globalization;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Reports.Oscal;

/// <summary>What a check saw: a finding, or that something could not be checked.</summary>
/// <param name="Uuid">Its UUID.</param>
/// <param name="Type">What it is, as a token.</param>
/// <param name="Title">What it is, in Markdown.</param>
/// <param name="Description">What was seen, in Markdown.</param>
internal sealed record OscalObservation(string Uuid, string Type, string Title, string Description)
{
    /// <summary>The file, or null where it is no file's.</summary>
    public string? Path { get; init; }

    /// <summary>Where in the workspace, in a line.</summary>
    public string Place { get; init; } = FindingPlace.Root;

    /// <summary>What programs read of it.</summary>
    public IReadOnlyList<OscalProperty> Properties { get; init; } = [];

    /// <summary>What else is to be said, in Markdown, or null.</summary>
    public string? Remarks { get; init; }

    /// <summary>Whether it says something of how things are: what is gone says how they were.</summary>
    public bool IsCurrent { get; init; } = true;

    /// <summary>
    /// The observations of a report, in its order, made as they are asked for; what could not be checked comes last.
    /// </summary>
    public static IEnumerable<OscalObservation> Of(FindingReport report, OscalIds ids) =>
        report.Findings.Select((finding, index) =>
            OfFinding(finding, ids.Of("finding", Number(index), finding.Fingerprint)))
        .Concat(report.Gaps.Select((gap, index) =>
            OfGap(gap, ids.Of("gap", Number(index), gap.Path ?? FindingPlace.Root, gap.Reason))));

    private static OscalObservation OfFinding(AuditFinding finding, string uuid)
    {
        bool isGone = finding.State == AuditFindingState.Absent;
        string severity = SeverityWords.Of(finding.Severity);
        return new OscalObservation(
            uuid,
            isGone ? "historic" : "finding",
            OscalText.MarkupOf(finding.RuleId),
            (isGone ? "Gone since the last good run" : "Found")
            + $", of the severity {severity}: {OscalText.MarkupOf(finding.Message)}")
        {
            Path = finding.Path,
            Place = FindingPlace.Of(finding),
            Properties =
            [
                new("rule", finding.RuleId),
                new("severity", severity),
                new("state", SeverityWords.Of(finding.State)),
                new("fingerprint", finding.Fingerprint),
                .. finding.Waiver is { } waiver ? PropertiesOf(waiver) : [],
                .. finding.Properties.Select(property =>
                    new OscalProperty(property.Key, property.Value, OscalProperty.OfRule)),
            ],
            Remarks = finding.Waiver is null ? null : $"Set aside by {OscalText.MarkupOf($"{finding.Waiver}")}",
            IsCurrent = !isGone,
        };
    }

    private static IEnumerable<OscalProperty> PropertiesOf(AuditWaiver waiver)
    {
        yield return new("waiver-owner", waiver.Owner);
        yield return new("waiver-reason", waiver.Reason);
        yield return new("waiver-expires", waiver.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (waiver.Ticket is { } ticket)
        {
            yield return new("waiver-ticket", ticket);
        }
    }

    private static OscalObservation OfGap(CheckGap gap, string uuid) =>
        new(uuid, "not-checked", "Not checked", $"Not checked: {OscalText.MarkupOf(gap.Reason)}")
        {
            Path = gap.Path,
            Place = gap.Path ?? FindingPlace.Root,
            Properties = [new("verdict", SeverityWords.Of(gap.Verdict))],
        };

    private static string Number(int index) => index.ToString(CultureInfo.InvariantCulture);
}
