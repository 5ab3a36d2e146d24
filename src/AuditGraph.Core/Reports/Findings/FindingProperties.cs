using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Reports.Findings;

/// <summary>What else a rule says of a finding, as the JSON object of texts that is a cell of the table.</summary>
internal static class FindingProperties
{
    /// <summary>The properties as a text; null where there are none.</summary>
    public static string? Write(ValueMap<string> properties) => properties.Count == 0 ? null
        : Encoding.UTF8.GetString(CanonicalJson.Serialize(
            new JsonObject(properties.Select(property => KeyValuePair.Create(property.Key, (JsonNode?)property.Value)))));

    /// <summary>The properties that a text tells.</summary>
    /// <exception cref="FormatException">It is no object of texts.</exception>
    public static ValueMap<string> Read(string? text)
    {
        try
        {
            return text is null ? None
                : new(JsonNode.Parse(text)!.AsObject().Select(property => KeyValuePair.Create(property.Key, (string)property.Value!)));
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            throw new FormatException($"A finding's properties are no object of texts: {malformed.Message}", malformed);
        }
    }

    /// <summary>The properties of a finding with their secrets masked, each value by itself.</summary>
    /// <param name="text">A cell of the column.</param>
    /// <param name="mask">Masks a text; gives the same object back where there is nothing to mask.</param>
    public static string Mask(string text, Func<string, string> mask)
    {
        ValueMap<string> properties = Read(text);
        return properties.Values.All(value => ReferenceEquals(mask(value), value)) ? text
            : Write(new(properties.Select(property => KeyValuePair.Create(property.Key, mask(property.Value)))))!;
    }

    private static ValueMap<string> None { get; } = new();
}
