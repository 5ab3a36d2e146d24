using System.Text.Json;

namespace AuditGraph.Core.Actions.RunCommand.Results;

/// <summary>Reads a JSON array of findings, or an object whose member <c>findings</c> is one.</summary>
internal static class JsonResults
{
    /// <summary>Reads the findings.</summary>
    /// <param name="content">The JSON.</param>
    /// <param name="pile">Where they go.</param>
    /// <exception cref="FormatException">It is not of this form.</exception>
    public static void Read(ReadOnlyMemory<byte> content, ResultPile pile)
    {
        using JsonDocument document = JsonPart.Parse(content);
        var whole = new JsonPart(document.RootElement, "");
        JsonPart list = whole.Value.ValueKind == JsonValueKind.Object ? whole.Require("findings") : whole;
        foreach (JsonPart item in list.Items())
        {
            FindingItem.Read(item, pile);
        }
    }
}
