using System.Globalization;
using System.Text.Json;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Runs.Retention;

namespace AuditGraph.Cli.Output;

/// <summary>Tells which snapshots were removed, or would be, and which stay because something needs them.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="wantsJson">Whether machines read the output.</param>
/// <param name="observer">Whom to tell warnings and decisions.</param>
internal sealed class RetentionOutput(Terminal terminal, bool wantsJson, TerminalObserver observer)
{
    /// <summary>Tells of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="isTried">Whether nothing was done yet.</param>
    public void Write(RetentionPlan plan, bool isTried)
    {
        foreach (RetentionDecision kept in plan.Decisions.Where(decision => !decision.IsRemoved))
        {
            observer.OnVerbose($"Keeping {kept.Title}: {kept.Why}.");
        }

        foreach (RetentionDecision forced in plan.Removed.Where(decision => decision.IsNeeded))
        {
            observer.OnWarning($"{(isTried ? "Would remove" : "Removed")} {forced.Title}, although {forced.Why}.");
        }

        if (plan.DescribeStillNamed() is { } named)
        {
            observer.OnWarning(named);
        }

        if (wantsJson)
        {
            WriteJson(plan, isTried);
        }
        else
        {
            WriteText(plan, isTried);
        }
    }

    private void WriteText(RetentionPlan plan, bool isTried)
    {
        if (plan.Removed.Count > 0)
        {
            TextTable.Write(
                terminal,
                [
                    new TextColumn("Taken"),
                    new TextColumn("Job") { Narrowest = 8 },
                    new TextColumn("Files") { LeftOut = 1 },
                    new TextColumn("Bytes") { LeftOut = 2 },
                    new TextColumn("Run"),
                ],
                [.. plan.Removed.Select(Row)]);
        }

        string count = CountText.Of(plan.Removed.Count, "snapshot");
        string bytes = CountText.Of(plan.Removal.FreedBytes, "byte");
        terminal.Output.WriteLine(isTried ? $"What if: {count} would be removed, which would free {bytes}." : $"{count} removed, {bytes} freed.");
    }

    private static string[] Row(RetentionDecision removed) =>
    [
        removed.Snapshot.TakenAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        removed.Snapshot.Job,
        removed.Snapshot.Files.ToString(CultureInfo.InvariantCulture),
        removed.Snapshot.Bytes.ToString(CultureInfo.InvariantCulture),
        removed.Snapshot.RunId,
    ];

    private void WriteJson(RetentionPlan plan, bool isTried) =>
        terminal.Output.WriteLine(JsonText.Object(json =>
        {
            json.WriteString("status", "ok");
            json.WriteBoolean("whatIf", isTried);
            json.WriteNumber("freedBytes", plan.Removal.FreedBytes);
            WriteArray(json, "removed", plan.Removed);
            WriteArray(json, "needed", plan.Decisions.Where(decision => decision.IsNeeded && !decision.IsRemoved));
        }));

    private static void WriteArray(Utf8JsonWriter json, string name, IEnumerable<RetentionDecision> decisions)
    {
        json.WriteStartArray(name);
        foreach (RetentionDecision decision in decisions)
        {
            json.WriteStartObject();
            json.WriteString("run", decision.Snapshot.RunId);
            json.WriteString("job", decision.Snapshot.Job);
            json.WriteString("taken", InstantText.Format(decision.Snapshot.TakenAt));
            json.WriteNumber("files", decision.Snapshot.Files);
            json.WriteNumber("bytes", decision.Snapshot.Bytes);
            json.WriteString("snapshotRoot", decision.Snapshot.Root.ToString());
            json.WriteString("reason", decision.Why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
