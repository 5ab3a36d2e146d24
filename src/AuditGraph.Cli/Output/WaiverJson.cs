using System.Globalization;
using System.Text.Json;

namespace AuditGraph.Cli.Output;

/// <summary>A waiver as the command prints it for machines.</summary>
internal static class WaiverJson
{
    /// <summary>Writes a waiver as an object, or null.</summary>
    public static void WriteOrNull(Utf8JsonWriter json, AuditWaiver? waiver)
    {
        if (waiver is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        WriteMembers(json, waiver);
        json.WriteEndObject();
    }

    /// <summary>Writes what a waiver says.</summary>
    public static void WriteMembers(Utf8JsonWriter json, AuditWaiver waiver)
    {
        json.WriteString("rule", waiver.Rule);
        json.WriteString("path", waiver.Path);
        json.WriteString("fingerprint", waiver.Fingerprint);
        json.WriteString("reason", waiver.Reason);
        json.WriteString("owner", waiver.Owner);
        json.WriteString("expires", waiver.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("ticket", waiver.Ticket);
    }

    /// <summary>Writes a waiver with its state and how much it sets aside, as an object.</summary>
    public static void WriteStanding(Utf8JsonWriter json, AuditWaiver waiver)
    {
        json.WriteStartObject();
        WriteMembers(json, waiver);
        json.WriteString("state", waiver.State.ToString().ToLowerInvariant());
        if (waiver.Findings is { } findings)
        {
            json.WriteNumber("findings", findings);
        }
        else
        {
            json.WriteNull("findings");
        }

        json.WriteEndObject();
    }
}
