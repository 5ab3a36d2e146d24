using System.Text.Json;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Runs.Approvals;

namespace AuditGraph.Cli.Output;

/// <summary>What was approved as the command prints it for machines.</summary>
internal static class BaselineJson
{
    /// <summary>Writes an approval as an object.</summary>
    public static void Write(Utf8JsonWriter json, AuditBaseline approval)
    {
        json.WriteStartObject();
        WriteMembers(json, approval);
        json.WriteEndObject();
    }

    /// <summary>Writes what an approval says.</summary>
    public static void WriteMembers(Utf8JsonWriter json, AuditBaseline approval)
    {
        json.WriteString("id", approval.Id);
        json.WriteString("job", approval.Job);
        json.WriteString("time", InstantText.Format(approval.Time));
        json.WriteString("by", approval.By);
        json.WriteString("reason", approval.Reason);
        json.WriteString("run", approval.Run);
        json.WriteStartArray("paths");
        foreach (string path in approval.Paths)
        {
            json.WriteStringValue(path);
        }

        json.WriteEndArray();
        json.WriteString("previous", approval.Previous);
        json.WriteBoolean("current", approval.IsCurrent);
        WriteNumber(json, "files", approval.Files);
        WriteNumber(json, "bytes", approval.Bytes);
        json.WriteString("snapshotRoot", approval.SnapshotRoot);
        json.WriteString("snapshotSha256", approval.SnapshotSha256);
    }

    /// <summary>Writes what was done, or would be.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="plan">What was planned.</param>
    /// <param name="approval">The approval; null where it was only thought of.</param>
    public static void WriteOutcome(Utf8JsonWriter json, ApprovalPlan plan, AuditBaseline? approval)
    {
        json.WriteString("status", "ok");
        json.WriteBoolean("whatIf", approval is null);
        json.WriteString("job", plan.Job);
        json.WriteString("run", plan.Request.Run);
        json.WriteString("previous", plan.Previous?.Id);
        json.WriteStartObject("changes");
        json.WriteNumber("added", plan.Changes.Added);
        json.WriteNumber("modified", plan.Changes.Modified);
        json.WriteNumber("removed", plan.Changes.Removed);
        json.WriteNumber("facts", plan.Changes.Facts);
        json.WriteEndObject();
        json.WritePropertyName("baseline");
        if (approval is null)
        {
            json.WriteNullValue();
        }
        else
        {
            Write(json, approval);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
