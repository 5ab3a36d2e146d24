using System.Text.Json;
using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Actions.RunCommand.Results;

/// <summary>
/// Reads SARIF 2.1.0. A result of the kind <c>fail</c> is a finding, one that is <c>open</c> or for <c>review</c> could
/// not be decided; the other kinds, the level <c>none</c> and what is <c>absent</c> are nothing.
/// </summary>
/// <param name="pile">Where what is read goes.</param>
internal sealed class SarifResults(ResultPile pile)
{
    private const string Version = "2.1.0";

    /// <summary>Reads a log.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public void Read(ReadOnlyMemory<byte> content)
    {
        using JsonDocument document = JsonPart.Parse(content);
        var log = new JsonPart(document.RootElement, "");
        if (log.Text("version") is var version && version != Version)
        {
            throw log.Mistake(
                $"is SARIF of the version '{ForeignText.FirstLine(version)}', and {Version} is what can be read");
        }

        foreach (JsonPart run in log.Require("runs").Items())
        {
            ReadRun(run);
        }
    }

    private void ReadRun(JsonPart run)
    {
        JsonPart driver = run.Require("tool").Require("driver");
        string tool = ForeignText.FirstLine(driver.Require("name").Text());
        var rules = new SarifRules(run, pile);
        var artifacts = new SarifArtifacts(run, pile.Places);
        foreach (JsonPart invocation in run.Items("invocations"))
        {
            ReadInvocation(invocation, tool, artifacts);
        }

        foreach (JsonPart result in run.Items("results"))
        {
            ReadResult(result, tool, rules, artifacts);
        }
    }

    private void ReadInvocation(JsonPart invocation, string tool, SarifArtifacts artifacts)
    {
        if (invocation.Find("executionSuccessful")?.Value.ValueKind == JsonValueKind.False)
        {
            pile.Add(new CheckGap(null, $"{tool} says of itself that it did not run to its end.", AuditVerdict.Fail));
        }

        IEnumerable<JsonPart> notes =
            invocation.Items("toolExecutionNotifications").Concat(invocation.Items("toolConfigurationNotifications"));
        foreach (JsonPart note in notes)
        {
            string level = note.Text("level") ?? SarifWords.Warning;
            if (level is SarifWords.Error or SarifWords.Warning)
            {
                ResultPlace place = artifacts.PlaceOf(note.Items("locations")).Place;
                AuditVerdict verdict = level == SarifWords.Error ? AuditVerdict.Fail : AuditVerdict.Warn;
                string message = SarifMessage.Of(note.Require("message"), ofRule: null);
                pile.Add(new CheckGap(place.Path, $"{tool}: {message}", verdict));
            }
        }
    }

    private void ReadResult(JsonPart result, string tool, SarifRules rules, SarifArtifacts artifacts)
    {
        SarifRule rule = rules.Of(result);
        string kind = result.Text("kind") ?? SarifWords.Fail;
        string level = kind != SarifWords.Fail ? SarifWords.None : result.Text("level") ?? rule.Level;
        string message = SarifMessage.Of(result.Require("message"), rule.Messages);
        SarifLocation location = artifacts.PlaceOf(result.Items("locations"));
        if (result.Text("baselineState") == SarifWords.Absent)
        {
            return;
        }

        if (kind is SarifWords.Open or SarifWords.Review)
        {
            pile.Add(new CheckGap(
                location.Place.Path,
                $"{tool} could not decide by itself about {rule.Id}: {message}",
                AuditVerdict.Warn));
        }
        else if (SarifWords.SeverityOf(level, result) is { } severity)
        {
            Add(result, location, new CheckFinding(rule.Id, severity, message, KeyOf(result, message)));
        }
    }

    private void Add(JsonPart result, SarifLocation location, CheckFinding finding)
    {
        if (IsSuppressed(result))
        {
            pile.AddSuppressed();
            return;
        }

        pile.Add(
            finding with
            {
                Line = location.Line,
                Column = location.Column,
                EndLine = location.EndLine,
                EndColumn = location.EndColumn,
            },
            location.Place);
    }

    private static bool IsSuppressed(JsonPart result)
    {
        IReadOnlyList<JsonPart> suppressions = result.Items("suppressions");
        return suppressions.Count > 0 && suppressions.All(static one => one.Text("status") is null or "accepted");
    }

    // What the program itself says tells its results apart, wherever they move; else what the message says.
    private static string KeyOf(JsonPart result, string message)
    {
        foreach (string name in (string[])["fingerprints", "partialFingerprints"])
        {
            if (result.Find(name)?.Members() is { Count: > 0 } prints)
            {
                return string.Join('\n', prints
                    .Select(static print => $"{print.Name}={print.Part.Text()}")
                    .Order(StringComparer.Ordinal));
            }
        }

        return message;
    }
}
