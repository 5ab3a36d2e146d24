using System.Text.Json;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Reports.Oscal;

/// <summary>
/// One document of assessment results, as it is written. Where OSCAL wants Markdown, nothing from outside acts as such.
/// </summary>
/// <param name="json">Takes the document.</param>
/// <param name="found">What was found.</param>
/// <param name="moment">When.</param>
/// <param name="cancellation">Stops the work, between two observations.</param>
internal sealed class OscalDocument(
    Utf8JsonWriter json, FindingReport found, string moment, CancellationToken cancellation)
{
    // Documents of this version are valid by all of 1.1 and 1.2.
    private const string OscalVersion = "1.1.3";

    private readonly OscalIds ids = new(found, moment);

    private readonly Dictionary<string, string> files = new(StringComparer.Ordinal);

    private readonly List<string> paths = [];

    // The UUIDs of what says something of how things are.
    private readonly List<string> current = [];

    private readonly string title = OscalText.MarkupOf(found.Title);

    /// <summary>Writes the document.</summary>
    public void Write()
    {
        json.WriteStartObject();
        json.WriteStartObject("assessment-results");
        json.WriteString("uuid", ids.Document);
        WriteMetadata();
        json.WriteStartObject("import-ap");
        json.WriteString("href", $"#{Plan}");
        json.WriteString(
            "remarks",
            "The plan is a job of AuditGraph, and there is none in OSCAL: this leads to a resource that stands for the job.");
        json.WriteEndObject();
        WriteActivities();
        json.WriteStartArray("results");
        WriteResult();
        json.WriteEndArray();
        WriteResources();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private string Plan => ids.Of("plan");

    private void WriteMetadata()
    {
        json.WriteStartObject("metadata");
        json.WriteString("title", title);
        json.WriteString("last-modified", moment);
        json.WriteString("version", moment);
        json.WriteString("oscal-version", OscalVersion);
        json.WriteEndObject();
    }

    private void WriteActivities()
    {
        if (found.Rules.Count == 0)
        {
            return;
        }

        json.WriteStartObject("local-definitions");
        json.WriteStartArray("activities");
        for (int index = 0; index < found.Rules.Count; index++)
        {
            CheckRule rule = found.Rules[index];
            json.WriteStartObject();
            json.WriteString("uuid", ids.Of("rule", $"{index}", rule.Id));
            json.WriteString("title", OscalText.MarkupOf(rule.Id));
            json.WriteString("description", $"The rule asks: {OscalText.MarkupOf(rule.Summary)}");
            WriteProperties(
                [new("method", "TEST", null), new("rule", rule.Id), new("severity", SeverityWords.Of(rule.Severity))]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteResult()
    {
        json.WriteStartObject();
        json.WriteString("uuid", ids.Of("result"));
        json.WriteString("title", title);
        json.WriteString(
            "description", "What one check says of the controls. Whether they are met as a whole, it cannot say.");
        json.WriteString("start", moment);
        WriteProperties([new("verdict", SeverityWords.Of(found.Verdict))]);
        WriteTool();
        WriteControls();
        WriteObservations();
        WriteFindings();
        json.WriteString("remarks", "Links to files are relative to the root of the workspace that was looked at.");
        json.WriteEndObject();
    }

    private void WriteTool()
    {
        json.WriteStartObject("local-definitions");
        json.WriteStartObject("assessment-assets");
        json.WriteStartArray("components");
        json.WriteStartObject();
        json.WriteString("uuid", OscalIds.Tool);
        json.WriteString("type", "software");
        json.WriteString("title", "AuditGraph");
        json.WriteString("description", "The program that checked.");
        WriteProperties([new("version", ToolVersion.Text, null)]);
        json.WriteStartObject("status");
        json.WriteString("state", "operational");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("assessment-platforms");
        json.WriteStartObject();
        json.WriteString("uuid", ids.Of("platform"));
        json.WriteStartArray("uses-components");
        json.WriteStartObject();
        json.WriteString("component-uuid", OscalIds.Tool);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteControls()
    {
        json.WriteStartObject("reviewed-controls");
        json.WriteStartArray("control-selections");
        foreach (string control in found.Controls)
        {
            json.WriteStartObject();
            WriteProperties([new("control", control)]);
            json.WriteStartArray("include-controls");
            json.WriteStartObject();
            json.WriteString("control-id", OscalText.TokenOf(control));
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteObservations()
    {
        if (found.Findings.Count + found.Gaps.Count == 0)
        {
            return;
        }

        json.WriteStartArray("observations");
        foreach (OscalObservation observation in OscalObservation.Of(found, ids))
        {
            cancellation.ThrowIfCancellationRequested();
            WriteObservation(observation);
            if (observation.IsCurrent)
            {
                current.Add(observation.Uuid);
            }
        }

        json.WriteEndArray();
    }

    private void WriteObservation(OscalObservation observation)
    {
        json.FlushWhereMuch();
        json.WriteStartObject();
        json.WriteString("uuid", observation.Uuid);
        json.WriteString("title", observation.Title);
        json.WriteString("description", observation.Description);
        WriteProperties(observation.Properties);
        WriteTexts("methods", "TEST");
        WriteTexts("types", observation.Type);
        json.WriteStartArray("origins");
        json.WriteStartObject();
        WriteReferences("actors", "actor-uuid", "tool", OscalIds.Tool);
        json.WriteEndObject();
        json.WriteEndArray();
        if (observation.Path is { } path)
        {
            WriteReferences("subjects", "subject-uuid", "resource", FileId(path));
            json.WriteStartArray("relevant-evidence");
            json.WriteStartObject();
            json.WriteString("href", PathUri.Of(path));
            json.WriteString("description", $"At {OscalText.MarkupOf(observation.Place)}");
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteString("collected", moment);
        if (observation.Remarks is not null)
        {
            json.WriteString("remarks", observation.Remarks);
        }

        json.WriteEndObject();
    }

    private void WriteFindings()
    {
        json.WriteStartArray("findings");
        foreach (string control in found.Controls)
        {
            cancellation.ThrowIfCancellationRequested();
            json.WriteStartObject();
            json.WriteString("uuid", ids.Of("control", control));
            json.WriteString("title", OscalText.MarkupOf(control));
            json.WriteString("description", Judgement);
            WriteProperties([new("control", control)]);
            WriteTarget(control);
            if (current.Count > 0)
            {
                json.WriteStartArray("related-observations");
                foreach (string observation in current)
                {
                    json.FlushWhereMuch();
                    json.WriteStartObject();
                    json.WriteString("observation-uuid", observation);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private string Judgement =>
        $"The check ends with the verdict {SeverityWords.Of(found.Verdict)}. "
        + $"Findings that stand: {found.Findings.Count(finding => finding.IsLive)}; "
        + $"set aside: {found.Findings.Count(finding => finding is { Waiver: not null, State: not AuditFindingState.Absent })}; "
        + $"not checked: {found.Gaps.Count}.";

    // An objective is satisfied where all that was asked was seen, and nothing in it stands against it; what nobody could
    // look at satisfies nothing.
    private void WriteTarget(string control)
    {
        bool isSatisfied = found is { Verdict: AuditVerdict.Pass, Gaps.Count: 0 };
        json.WriteStartObject("target");
        json.WriteString("type", "objective-id");
        json.WriteString("target-id", OscalText.TokenOf(control));
        json.WriteStartObject("status");
        json.WriteString("state", isSatisfied ? "satisfied" : "not-satisfied");
        json.WriteString("reason", isSatisfied ? "pass" : found.Verdict == AuditVerdict.Fail ? "fail" : "other");
        if (found.Gaps.Count > 0)
        {
            json.WriteString("remarks", "Not all that was to be checked could be.");
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteResources()
    {
        json.WriteStartObject("back-matter");
        json.WriteStartArray("resources");
        json.WriteStartObject();
        json.WriteString("uuid", Plan);
        json.WriteString("title", "The plan");
        json.WriteString(
            "description",
            $"The job {OscalText.MarkupOf(found.Job)} of AuditGraph, whose report is called {title}. The activities here are its rules; "
            + "the job file of the workspace has all of it.");
        WriteProperties([new("type", "plan", null)]);
        json.WriteEndObject();
        foreach (string path in paths)
        {
            json.FlushWhereMuch();
            json.WriteStartObject();
            json.WriteString("uuid", FileId(path));
            json.WriteString("title", OscalText.MarkupOf(path));
            WriteProperties([new("type", "artifact", null), new("path", path)]);
            json.WriteStartArray("rlinks");
            json.WriteStartObject();
            json.WriteString("href", PathUri.Of(path));
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private string FileId(string path)
    {
        if (!files.TryGetValue(path, out string? id))
        {
            files[path] = id = ids.Of("file", path);
            paths.Add(path);
        }

        return id;
    }

    private void WriteProperties(IEnumerable<OscalProperty> properties)
    {
        json.WriteStartArray("props");
        foreach (OscalProperty property in properties)
        {
            json.WriteStartObject();
            json.WriteString("name", OscalText.TokenOf(property.Name));
            if (property.Space is not null)
            {
                json.WriteString("ns", property.Space);
            }

            json.WriteString("value", OscalText.StringOf(property.Value));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteTexts(string name, string text)
    {
        json.WriteStartArray(name);
        json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private void WriteReferences(string name, string member, string type, string uuid)
    {
        json.WriteStartArray(name);
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString(member, uuid);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
