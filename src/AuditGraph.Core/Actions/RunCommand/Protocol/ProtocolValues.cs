using System.Text.Json.Nodes;

namespace AuditGraph.Core.Actions.RunCommand.Protocol;

/// <summary>The arguments of a job as the action protocol tells them.</summary>
internal static class ProtocolValues
{
    /// <summary>The arguments as an object.</summary>
    public static JsonObject ToJson(ValueMap<object?> arguments) =>
        new(arguments.Select(static argument => KeyValuePair.Create(argument.Key, Of(argument.Value))));

    private static JsonNode? Of(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool truth => JsonValue.Create(truth),
        long number => JsonValue.Create(number),
        ValueMap<object?> members => ToJson(members),
        IEnumerable<string> texts => new JsonArray([.. texts.Select(static text => (JsonNode)JsonValue.Create(text))]),
        IEnumerable<long> numbers => new JsonArray([.. numbers.Select(static number => (JsonNode)JsonValue.Create(number))]),
        IEnumerable<ValueMap<object?>> mappings => new JsonArray([.. mappings.Select(ToJson)]),
        _ => throw new ArgumentException($"A job has no {value.GetType().Name} among its arguments.", nameof(value)),
    };
}
