using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AuditGraph.Core.Configuration.Reading;

namespace AuditGraph.Core.Configuration.Schema;

/// <summary>What the JSON Schemas of all configuration files are made of.</summary>
internal static class SchemaParts
{
    /// <summary>The dialect.</summary>
    public const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    /// <summary>A schema as UTF-8 text, which ends with LF.</summary>
    public static byte[] Write(JsonObject schema)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }))
        {
            schema.WriteTo(writer);
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    /// <summary>The key by which a file names its schema.</summary>
    public static JsonObject SchemaKey() => Described(new JsonObject { ["type"] = "string" }, "The address of this schema, for editors.");

    /// <summary>The key by which a file names the version of its form.</summary>
    public static JsonObject VersionKey() =>
        Described(new JsonObject { ["const"] = FileDescription.Version }, "The version of the configuration.");

    /// <summary>A text of a form.</summary>
    public static JsonObject Text(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    /// <summary>A section that may be left empty.</summary>
    public static JsonObject OptionalObject(JsonObject properties, JsonObject? more = null)
    {
        var result = new JsonObject
        {
            ["type"] = new JsonArray("object", "null"),
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
        foreach ((string name, JsonNode? value) in more ?? [])
        {
            result[name] = value!.DeepClone();
        }

        return result;
    }

    /// <summary>A value with what it is for.</summary>
    public static JsonObject Described(JsonObject value, string description)
    {
        var result = new JsonObject { ["description"] = description };
        foreach ((string name, JsonNode? member) in value)
        {
            result[name] = member?.DeepClone();
        }

        return result;
    }

    /// <summary>One of some texts.</summary>
    public static JsonObject Choice(IReadOnlyList<string> choices, string description) =>
        new() { ["description"] = description, ["enum"] = Array(choices) };

    /// <summary>What is defined elsewhere in the schema.</summary>
    public static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/$defs/{definition}" };

    /// <summary>Texts as an array.</summary>
    public static JsonArray Array(IEnumerable<string> texts)
    {
        var array = new JsonArray();
        foreach (string text in texts)
        {
            array.Add((JsonNode)text);
        }

        return array;
    }
}
