using System.Text.Json.Nodes;
using AuditGraph.Core.Configuration.Reading;
using AuditGraph.Core.Configuration.Syntax;

namespace AuditGraph.Core.Configuration.Schema;

/// <summary>Generates the JSON Schema (draft 2020-12) of a configuration file from its description.</summary>
internal static class DescribedSchema
{
    /// <summary>The schema as UTF-8 text, which ends with LF.</summary>
    public static byte[] Generate(FileDescription description)
    {
        JsonObject content = Section(description.Content);
        var properties = new JsonObject
        {
            [JobKeys.Schema] = SchemaParts.SchemaKey(),
            [JobKeys.Version] = SchemaParts.VersionKey(),
        };
        foreach ((string name, JsonNode? value) in content["properties"]!.AsObject())
        {
            properties[name] = value!.DeepClone();
        }

        content["properties"] = properties;
        var document = new JsonObject
        {
            ["$schema"] = SchemaParts.Dialect,
            ["title"] = description.Title,
            ["description"] = description.Summary,
        };
        foreach ((string name, JsonNode? value) in content)
        {
            document[name] = value!.DeepClone();
        }

        return SchemaParts.Write(document);
    }

    private static JsonObject Section(SectionValue section)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (KeyDescription key in section.Keys)
        {
            JsonObject value = SchemaParts.Described(Value(key.Value), key.Summary);
            if (key.Default is { } standard)
            {
                value["default"] = key.Value is SwitchValue ? JsonValue.Create(standard == "true") : JsonValue.Create(standard);
            }

            properties[key.Name] = value;
            if (key.Required)
            {
                required.Add((JsonNode)key.Name);
            }
        }

        var more = new JsonObject();
        if (required.Count > 0)
        {
            more["type"] = "object";
            more["required"] = required;
        }

        if (section.OneOf.Length > 0)
        {
            more["type"] = "object";
            more["oneOf"] = new JsonArray([.. section.OneOf.Select(name => new JsonObject { ["required"] = new JsonArray(name) })]);
        }

        if (section.Keys.Any(key => key.Beside is not null))
        {
            more["dependentRequired"] = new JsonObject(section.Keys.Where(key => key.Beside is not null)
                .Select(key => KeyValuePair.Create(key.Name, (JsonNode?)new JsonArray(key.Beside))));
        }

        return SchemaParts.OptionalObject(properties, more);
    }

    private static JsonObject Value(ValueDescription value) => value switch
    {
        SwitchValue => new JsonObject { ["type"] = "boolean" },
        TextValue text => SchemaParts.Text(text.Pattern),
        SectionValue section => Section(section),
        SectionListValue list => new JsonObject { ["type"] = new JsonArray("array", "null"), ["items"] = Section(list.Item) },
        _ => throw new InvalidOperationException($"There is no schema of {value.GetType().Name}."),
    };
}
