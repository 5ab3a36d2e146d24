using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AuditGraph.Cli.Output;

/// <summary>Makes the one-line JSON documents that the command prints for machines.</summary>
internal static class JsonText
{
    // Paths and messages stay readable in every script; what JSON must escape is escaped all the same.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A JSON object as text.</summary>
    /// <param name="writeMembers">Writes the object's members.</param>
    public static string Object(Action<Utf8JsonWriter> writeMembers)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
