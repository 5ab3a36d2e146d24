using System.Globalization;
using System.Text.Json;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Reports.Sarif;

/// <summary>Writes what a check found as SARIF 2.1.0 (OASIS), fit for code scanning.</summary>
internal sealed class SarifReportWriter : IReportWriter
{
    /// <summary>How many results a log has at most: as many as code scanning shows.</summary>
    public const int MostResults = 5000;

    // Names that tell whose they are, as section 3.8 asks of what the standard does not know.
    private const string Namespace = "auditgraph/";

    private const string FingerprintName = Namespace + "v1";

    private const string RootName = "%SRCROOT%";

    /// <inheritdoc/>
    public string Format => "sarif";

    /// <inheritdoc/>
    public bool IsOfFindings => true;

    /// <inheritdoc/>
    public void Write(ReportDocument report, Stream stream, CancellationToken cancellation)
    {
        FindingReport found = FindingReport.Read(report);
        SarifLog.Write(stream, ToolVersion.Text, json => WriteRules(json, found.Rules), json =>
        {
            json.WriteStartObject("automationDetails");
            json.WriteString("id", $"{Namespace}{DisplayText.Escape(found.Job)}/");
            json.WriteEndObject();
            json.WriteStartObject("originalUriBaseIds");
            json.WriteStartObject(RootName);
            SarifLog.WriteText(json, "description", "The workspace's root.");
            json.WriteEndObject();
            json.WriteEndObject();
            WriteInvocation(json, found);
            WriteResults(json, found, cancellation);
            WriteControls(json, found.Controls);
        });
    }

    private static void WriteRules(Utf8JsonWriter json, IReadOnlyList<CheckRule> rules)
    {
        foreach (CheckRule rule in rules)
        {
            string summary = DisplayText.Escape(rule.Summary);
            json.WriteStartObject();
            json.WriteString("id", DisplayText.Escape(rule.Id));
            SarifLog.WriteText(json, "shortDescription", summary);
            SarifLog.WriteText(json, "fullDescription", summary);
            SarifLog.WriteText(json, "help", summary);
            SarifLog.WriteDefaultLevel(json, SeverityWords.Of(rule.Severity));
            json.WriteEndObject();
        }
    }

    private static void WriteInvocation(Utf8JsonWriter json, FindingReport found)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", true);
        json.WriteStartArray("toolExecutionNotifications");
        if (found.Findings.Count > MostResults)
        {
            WriteNotification(json, "warning", null, string.Create(
                CultureInfo.InvariantCulture,
                $"There are {found.Findings.Count} findings, and these are the gravest {MostResults} of them; the other forms of the report list all."));
        }

        foreach (CheckGap gap in found.Gaps)
        {
            WriteNotification(json, LevelOf(gap.Verdict), gap.Path, gap.Reason);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteNotification(Utf8JsonWriter json, string level, string? path, string message)
    {
        json.WriteStartObject();
        json.WriteString("level", level);
        SarifLog.WriteText(json, "message", SarifText.MessageOf(message));
        if (path is not null)
        {
            WriteLocation(json, path);
        }

        json.WriteEndObject();
    }

    private static void WriteResults(Utf8JsonWriter json, FindingReport found, CancellationToken cancellation)
    {
        var rules = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int index = 0; index < found.Rules.Count; index++)
        {
            rules.TryAdd(found.Rules[index].Id, index);
        }

        IEnumerable<AuditFinding> findings = found.Findings.Count <= MostResults
            ? found.Findings
            : found.Findings.Where(finding => finding.IsLive).Concat(found.Findings.Where(finding => !finding.IsLive)).Take(MostResults);
        json.WriteStartArray("results");
        foreach (AuditFinding finding in findings)
        {
            cancellation.ThrowIfCancellationRequested();
            json.FlushWhereMuch();
            json.WriteStartObject();
            json.WriteString("ruleId", DisplayText.Escape(finding.RuleId));
            if (rules.TryGetValue(finding.RuleId, out int place))
            {
                json.WriteNumber("ruleIndex", place);
            }

            json.WriteString("level", SeverityWords.Of(finding.Severity));
            SarifLog.WriteText(json, "message", SarifText.MessageOf(finding.Message));

            // Code scanning refuses results that are nowhere.
            WriteLocation(json, finding.Path ?? FindingPlace.Root, finding);
            json.WriteStartObject("partialFingerprints");
            json.WriteString(FingerprintName, finding.Fingerprint);
            json.WriteEndObject();
            json.WriteString("baselineState", SeverityWords.Of(finding.State));
            WriteSuppressions(json, finding.Waiver);
            WriteProperties(json, finding.Properties);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLocation(Utf8JsonWriter json, string path, AuditFinding? finding = null)
    {
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        SarifLog.WriteArtifact(json, PathUri.Of(path), RootName);
        if (finding?.Line is { } line)
        {
            SarifLog.WriteRegion(json, "region", line, finding.Column, finding.EndLine, finding.EndColumn);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    // All results have the member, empty where nobody has set them aside, since one without it says that nobody knows
    // (3.27.23).
    private static void WriteSuppressions(Utf8JsonWriter json, AuditWaiver? waiver)
    {
        json.WriteStartArray("suppressions");
        if (waiver is not null)
        {
            json.WriteStartObject();
            json.WriteString("kind", "external");
            json.WriteString("status", "accepted");
            json.WriteString("justification", DisplayText.Escape(waiver.ToString()));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteProperties(Utf8JsonWriter json, ValueMap<string> properties)
    {
        if (properties.Count == 0)
        {
            return;
        }

        json.WriteStartObject("properties");
        foreach ((string name, string value) in properties)
        {
            json.WriteString(Namespace + DisplayText.Escape(name), DisplayText.Escape(value));
        }

        json.WriteEndObject();
    }

    private static void WriteControls(Utf8JsonWriter json, IReadOnlyList<string> controls)
    {
        if (controls.Count == 0)
        {
            return;
        }

        json.WriteStartObject("properties");
        json.WriteStartArray(Namespace + "controls");
        foreach (string control in controls)
        {
            json.WriteStringValue(DisplayText.Escape(control));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string LevelOf(AuditVerdict verdict) => verdict switch
    {
        AuditVerdict.Fail => "error",
        AuditVerdict.Warn => "warning",
        _ => "note",
    };
}
